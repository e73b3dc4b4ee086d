"""Calls of LiteLLM's other entry points drawn anew: variants of `entries` together, with values as nobody expects them."""

from __future__ import annotations

import random

from .entries import DATA_URL, DOCUMENTS, ONE_TEXT, SETS
from .parts import ARN, PIXEL, Model, case

ODD = (None, True, False, 0, 1, -1, 2, 3.5, 1e-7, -0.0, 1e22, 12345678901234567890123, 1024, "", " ", "1", "1024", "END", "ä\u2028😀", [], ["a"], [1], [None], {}, {"a": 1}, {"a": None})
MORE_MODELS = {
    "embeddings": (
        "bedrock/global.cohere.embed-v4:0",
        "bedrock/eu.cohere.embed-v4:0",
        "bedrock/eu.twelvelabs.marengo-embed-2-7-v1:0",
        "bedrock/apac.twelvelabs.marengo-embed-3-0-v1:0",
        "bedrock/us-gov-west-1/amazon.titan-embed-text-v2:0",
        "bedrock/amazon.titan-embed-text-v2:0:8k",
        "bedrock/us.amazon.nova-2-multimodal-embeddings-v1:0",
        "bedrock/invoke/amazon.titan-embed-text-v2:0",
        "bedrock/converse/cohere.embed-english-v3",
        "bedrock/async_invoke/amazon.titan-embed-text-v2:0",
        "bedrock/async_invoke/twelvelabs.marengo-embed-3-0-v1:0",
        "bedrock/async_invoke/us-east-1/amazon.nova-2-multimodal-embeddings-v1:0",
        f"bedrock/{ARN}inference-profile/us.cohere.embed-v4:0",
        f"bedrock/cohere/{ARN}application-inference-profile/abc123",
        f"bedrock/amazon/{ARN}custom-model/amazon.titan-embed-text-v2/abc",
        f"bedrock/{ARN}imported-model/twelvelabs",
        "bedrock/Amazon.Titan-Embed-Text-V2:0",
        "bedrock/unknown.embed-v1",
    ),
    "rerank": (
        "bedrock/us-east-1/amazon.rerank-v1:0",
        "bedrock/cohere.rerank-v3-5:0",
        "bedrock/us.cohere.rerank-v3-5:0",
        "bedrock/arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/cohere.rerank-v3-5:0",
        f"bedrock/{ARN}application-inference-profile/abc",
        "bedrock/unknown.rerank-v1:0",
    ),
    "images": (
        "bedrock/stability.stable-diffusion-xl-v0",
        "bedrock/stability.stable-image-ultra-v1:0",
        "bedrock/us.stability.stable-image-core-v1:1",
        "bedrock/us.amazon.nova-canvas-v1:0",
        "bedrock/us-west-2/stability.sd3-5-large-v1:0",
        "bedrock/us.stability.stable-image-inpaint-v1:0",
        "bedrock/stability.stable-outpaint-v1:0",
        "bedrock/invoke/amazon.nova-canvas-v1:0",
        "bedrock/amazon.titan-image-generator-v2:0:300k",
        f"bedrock/{ARN}provisioned-model/amazon.nova-canvas-v1:0",
        f"bedrock/{ARN}inference-profile/us.stability.stable-image-core-v1:1",
        "bedrock/unknown.image-v1",
    ),
    "completions": (
        "bedrock/converse/meta.llama3-8b-instruct-v1:0",
        "bedrock/anthropic.claude-opus-5",
        "bedrock/openai.gpt-oss-20b-1:0",
        "bedrock/invoke/us.deepseek.r1-v1:0",
        f"bedrock/llama/{ARN}imported-model/abc",
        f"bedrock/openai/{ARN}imported-model/abc",
        "bedrock/us.openai.gpt-6-astra",
        "bedrock/unknown.model-v1",
    ),
}
INPUTS = ("hello", "", " ", "ä\u2028😀", ["a", "b"], [""], ["a", ""], ["a", None], ["a", 1], [1, 2], [[1, 2], [3]], [[]], [DATA_URL, "b"], ["s3://b/k", DATA_URL], PIXEL, DATA_URL.upper(), "data:image/jpeg;base64,/9j/", "data:audio/wav;base64,AAAA", "data:,x", "https://a.example/b.png", "s3://b/c.mp3", "s3://b/c.png", {"text": "a"}, [{"text": "a"}], [{"image": DATA_URL}], 5, 1.5, True, None, "x" * 3000)
QUERIES = ("q", "", " ", "ä😀", None, 5, ["q"], {"a": 1})
TEXTS = (DOCUMENTS, [], [""], ["a", ""], [None], ["a", None], [1], [{}], [{"text": ""}], [{"text": "a", "b": 1e-7}], [{"a": {"b": [1e22, -0.0, None, True]}}], [["a"]], "one", None, {"a": 1}, [{"text": "a"}, "b", {"c": "ä\u2028😀"}])
PROMPTS = ("a lighthouse", "", " ", "ä\u2028😀", None, 5, ["a"], ["a", "b"], {"a": 1})
SIZES = ("1024x1024", "512x", "x512", "axb", "1024X1024", "1024 x 1024", "0x0", "-1x5", "1e3x2", "", "1024x1024x1024", "１２x３", 1024, ["1x1"], "1536x1024", " 512x512 ")
NAMES = {
    "embeddings": ("dimensions", "encoding_format", "user", "normalize", "embeddingTypes", "input_type", "truncate", "embedding_types", "output_dimension", "max_tokens", "inputType", "textTruncate", "startSec", "lengthSec", "useFixedLengthSec", "minClipSec", "embeddingOption", "output_s3_uri", "embeddingPurpose", "embeddingDimension", "embedding_dimension", "text", "image", "video", "audio", "images", "texts", "inputText", "inputImage", "embeddingConfig", "modelInput", "taskType", "schemaVersion", "segmentation", "bucketOwner", "media_source", "media_sources", "inferenceId", "embeddingType", "embeddingScope"),
    "rerank": ("top_n", "rank_fields", "return_documents", "max_chunks_per_doc", "max_tokens_per_doc", "nextToken", "sources", "queries", "rerankingConfiguration", "user"),
    "images": ("n", "size", "quality", "response_format", "style", "style_preset", "user", "seed", "cfg_scale", "cfgScale", "steps", "width", "height", "numberOfImages", "negative_prompt", "negativeText", "aspect_ratio", "output_format", "imageGenerationConfig", "textToImageParams", "taskType", "colorGuidedGenerationParams", "inpaintingParams", "text_prompts", "mode", "image", "strength", "extras", "style_image", "background", "moderation", "output_compression", "input_fidelity", "stream"),
    "completions": ("max_tokens", "temperature", "top_p", "stop", "n", "best_of", "echo", "logprobs", "suffix", "seed", "user", "stream", "stream_options", "logit_bias", "presence_penalty", "frequency_penalty", "top_k", "messages", "tools", "response_format", "functions", "prompt_cache_key"),
}
SHARED = ("drop_params", "additional_drop_params", "allowed_openai_params", "extra_headers", "headers", "extra_body", "timeout", "metadata", "tags", "model_id", "aws_region_name", "base_model", "model_info", "litellm_metadata", "modify_params", "custom_unknown", "num_retries", "cache", "litellm_call_id", "api_base", "proxy_server_request", "input_cost_per_token", "no-log", "id", "merge_reasoning_content_in_choices", "guardrails", "stream_chunk_size", "temperature")


def _own(api: str, dice: random.Random) -> dict:
    if api == "embeddings":
        return {"input": dice.choice(INPUTS)}
    if api == "rerank":
        return {"query": dice.choice(QUERIES), "documents": dice.choice(TEXTS)}
    return {"prompt": dice.choice(PROMPTS)}


def _odd(api: str, dice: random.Random) -> dict:
    name = dice.choice(NAMES[api] if dice.random() < 0.75 else SHARED)
    if name in ("num_retries", "api_base", "litellm_call_id"):
        return {}
    if name == "size":
        return {name: dice.choice(SIZES)}
    if name == "additional_drop_params":
        return {name: dice.sample(NAMES[api], k=2)}
    if name == "allowed_openai_params":
        return {name: dice.sample(NAMES[api], k=2)}
    return {name: dice.choice(ODD)}


def request(dice: random.Random) -> dict:
    api, models, variants = dice.choice([one for one in SETS if one[0] != "responses"])
    body = dict(dice.choice(variants))
    for _ in range(dice.choice((0, 1, 1, 2))):
        body |= dice.choice(variants)
    if dice.random() < 0.4:
        body |= _own(api, dice)
    elif api == "images":
        body |= ONE_TEXT
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        body |= _odd(api, dice)
    if dice.random() < 0.3:
        body["drop_params"] = True
    name = dice.choice(models if dice.random() < 0.6 else MORE_MODELS[api])
    return case(f"entry:{api}", api, Model("fresh", "auto", name), body)
