"""Makes the calls of AWS's own examples for the Bedrock runtime, by shape, with boto3.

Reads {"url"} from stdin and prints one object per call: {"program", "ok", "detail"}.
A call is right when the answer has what a program of that shape reads from it.
"""

import base64
import json
import struct
import sys
import zlib

import boto3
from botocore.config import Config

KEYS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret"}
PROMPT = "Describe the purpose of a harbour in one line."
WEATHER = "What is the weather in Lisbon?"
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TOOLS = {"tools": [{"toolSpec": {"name": "get_weather", "description": "Weather", "inputSchema": {"json": SCHEMA}}}]}
GUARDRAIL = {"guardrailIdentifier": "gr1strata001", "guardrailVersion": "DRAFT"}

CONVERSE_MODELS = {
    "Claude": "us.anthropic.claude-sonnet-4-20250514-v1:0",
    "Claude 3 Haiku": "anthropic.claude-3-haiku-20240307-v1:0",
    "Nova": "amazon.nova-lite-v1:0",
    "Titan": "amazon.titan-text-express-v1",
    "Command R": "cohere.command-r-v1:0",
    "Llama 3": "meta.llama3-8b-instruct-v1:0",
    "Mistral": "mistral.mistral-large-2402-v1:0",
    "Jamba": "ai21.jamba-1-5-mini-v1:0",
    "gpt-oss": "openai.gpt-oss-120b-1:0",
}
DOCUMENT_MODELS = ["Claude", "Claude 3 Haiku", "Nova", "Command R", "Llama 3", "Mistral", "Jamba"]
TOOL_MODELS = ["Claude", "Claude 3 Haiku", "Nova", "Command R", "Mistral", "Jamba"]
IMAGE_MODELS = ["Claude", "Claude 3 Haiku", "Nova"]
REASONING = {"Claude": {"thinking": {"type": "enabled", "budget_tokens": 1024}}}


def png(width, height):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


IMAGE = png(64, 64)


def user(*content):
    return [{"role": "user", "content": [part if isinstance(part, dict) else {"text": part} for part in content]}]


def texts(message):
    return "".join(block.get("text", "") for block in message["content"])


def streamed(response):
    text, stop, tools, reasoning, usage = "", None, "", "", None
    for event in response["stream"]:
        delta = event.get("contentBlockDelta", {}).get("delta", {})
        text += delta.get("text", "")
        tools += delta.get("toolUse", {}).get("input", "")
        reasoning += delta.get("reasoningContent", {}).get("text", "")
        stop = event.get("messageStop", {}).get("stopReason", stop)
        usage = event.get("metadata", {}).get("usage", usage)
    return {"text": text, "stop": stop, "tools": tools, "reasoning": reasoning, "usage": usage}


def chunks(response):
    return [json.loads(event["chunk"]["bytes"]) for event in response["body"]]


def invoke_forms():
    """Body by family, and how its example reads text from a whole answer and from a chunk."""
    claude = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 64,
              "messages": [{"role": "user", "content": [{"type": "text", "text": PROMPT}]}]}
    chat = {"messages": [{"role": "user", "content": PROMPT}], "max_tokens": 64}
    return {
        "Claude": ("us.anthropic.claude-sonnet-4-20250514-v1:0", claude,
                   lambda a: a["content"][0]["text"],
                   lambda c: c["delta"].get("text", "") if c["type"] == "content_block_delta" else ""),
        "Nova": ("amazon.nova-lite-v1:0", {"schemaVersion": "messages-v1", "messages": user(PROMPT)},
                 lambda a: a["output"]["message"]["content"][0]["text"],
                 lambda c: c.get("contentBlockDelta", {}).get("delta", {}).get("text", "")),
        "Titan": ("amazon.titan-text-express-v1", {"inputText": PROMPT, "textGenerationConfig": {"maxTokenCount": 64}},
                  lambda a: a["results"][0]["outputText"], lambda c: c.get("outputText", "")),
        "Command": ("cohere.command-light-text-v14", {"prompt": PROMPT, "max_tokens": 64},
                    lambda a: a["generations"][0]["text"],
                    lambda c: c["generations"][0]["text"] if "generations" in c else c.get("text", "")),
        "Command R": ("cohere.command-r-v1:0", {"message": PROMPT, "max_tokens": 64},
                      lambda a: a["text"], lambda c: c.get("text", "")),
        "Llama 3": ("meta.llama3-8b-instruct-v1:0", {"prompt": PROMPT, "max_gen_len": 64},
                    lambda a: a["generation"], lambda c: c.get("generation", "")),
        "Mistral": ("mistral.mistral-7b-instruct-v0:2", {"prompt": f"<s>[INST] {PROMPT} [/INST]", "max_tokens": 64},
                    lambda a: a["outputs"][0]["text"], lambda c: c["outputs"][0]["text"] if "outputs" in c else ""),
        "Jamba": ("ai21.jamba-1-5-mini-v1:0", chat,
                  lambda a: a["choices"][0]["message"]["content"],
                  lambda c: c["choices"][0]["delta"].get("content", "") if "choices" in c else ""),
        "gpt-oss": ("openai.gpt-oss-120b-1:0", chat,
                    lambda a: a["choices"][0]["message"]["content"],
                    lambda c: c["choices"][0]["delta"].get("content", "") if "choices" in c else ""),
    }


def programs(client):
    """Every call: its name, and a function that gives what must not be empty."""
    def body(answer):
        return json.loads(answer["body"].read())

    def invoke(model, payload, **more):
        return body(client.invoke_model(modelId=model, body=json.dumps(payload), **more))

    config = {"inferenceConfig": {"maxTokens": 128, "temperature": 0.5}}
    for name, model in CONVERSE_MODELS.items():
        yield f"Converse, text, {name}", lambda m=model: texts(
            client.converse(modelId=m, messages=user(PROMPT), **config)["output"]["message"])
        yield f"ConverseStream, text, {name}", lambda m=model: (
            lambda r: r["text"] and r["stop"] and r["usage"]["totalTokens"])(
            streamed(client.converse_stream(modelId=m, messages=user(PROMPT), **config)))
    for name in DOCUMENT_MODELS:
        document = {"document": {"format": "txt", "name": "Harbours", "source": {"bytes": b"Harbours shelter ships."}}}
        yield f"Converse, document, {name}", lambda m=CONVERSE_MODELS[name], d=document: texts(
            client.converse(modelId=m, messages=user("Summarise this.", d))["output"]["message"])
    for name in IMAGE_MODELS:
        image = {"image": {"format": "png", "source": {"bytes": IMAGE}}}
        yield f"Converse, image, {name}", lambda m=CONVERSE_MODELS[name], i=image: texts(
            client.converse(modelId=m, messages=user("What is this?", i))["output"]["message"])
    for name in TOOL_MODELS:
        def loop(m=CONVERSE_MODELS[name]):
            messages = user(WEATHER)
            first = client.converse(modelId=m, messages=messages, toolConfig=TOOLS)
            call = next(b["toolUse"] for b in first["output"]["message"]["content"] if "toolUse" in b)
            result = {"toolResult": {"toolUseId": call["toolUseId"], "content": [{"json": {"sky": "clear"}}]}}
            messages += [first["output"]["message"], {"role": "user", "content": [result]}]
            return first["stopReason"] == "tool_use" and texts(
                client.converse(modelId=m, messages=messages, toolConfig=TOOLS)["output"]["message"])
        yield f"Converse, tool use, {name}", loop
    yield "ConverseStream, tool use, Claude", lambda: json.loads(streamed(client.converse_stream(
        modelId=CONVERSE_MODELS["Claude"], messages=user(WEATHER), toolConfig=TOOLS))["tools"])["city"]
    yield "Converse, reasoning, Claude", lambda: [b for b in client.converse(
        modelId=CONVERSE_MODELS["Claude"], messages=user(PROMPT), inferenceConfig={"maxTokens": 2048},
        additionalModelRequestFields=REASONING["Claude"])["output"]["message"]["content"] if "reasoningContent" in b]
    yield "ConverseStream, reasoning, Claude", lambda: streamed(client.converse_stream(
        modelId=CONVERSE_MODELS["Claude"], messages=user(PROMPT), inferenceConfig={"maxTokens": 2048},
        additionalModelRequestFields=REASONING["Claude"]))["reasoning"]
    yield "Converse, reasoning, DeepSeek R1", lambda: [b for b in client.converse(
        modelId="us.deepseek.r1-v1:0", messages=user(PROMPT))["output"]["message"]["content"] if "reasoningContent" in b]
    yield "Converse, system prompt", lambda: texts(client.converse(
        modelId=CONVERSE_MODELS["Nova"], messages=user(PROMPT), system=[{"text": "Be brief."}])["output"]["message"])
    yield "Converse, guardrail", lambda: client.converse(
        modelId=CONVERSE_MODELS["Claude"], messages=user("strata-block-input"),
        guardrailConfig={**GUARDRAIL, "trace": "enabled"})["trace"]["guardrail"]["inputAssessment"]
    yield "ConverseStream, guardrail", lambda: streamed(client.converse_stream(
        modelId=CONVERSE_MODELS["Claude"], messages=user("strata-mask"), guardrailConfig=GUARDRAIL))["text"]
    yield "InvokeModel, guardrail", lambda: invoke(
        "amazon.titan-text-express-v1", {"inputText": "strata-block-input"}, trace="ENABLED",
        **GUARDRAIL)["amazon-bedrock-guardrailAction"]
    yield "InvokeModelWithResponseStream, guardrail", lambda: chunks(client.invoke_model_with_response_stream(
        modelId="amazon.titan-text-express-v1", body=json.dumps({"inputText": "strata-block-input"}),
        **GUARDRAIL))[0]["amazon-bedrock-guardrailAction"]
    yield "ApplyGuardrail", lambda: client.apply_guardrail(
        source="INPUT", content=[{"text": {"text": "strata-block-input"}}], **GUARDRAIL)["outputs"]
    yield "CountTokens, Converse", lambda: client.count_tokens(
        modelId="anthropic.claude-sonnet-4-20250514-v1:0", input={"converse": {"messages": user(PROMPT)}})["inputTokens"]
    yield "Converse, prompt caching", lambda: client.converse(
        modelId=CONVERSE_MODELS["Claude"],
        messages=user("harbour " * 1500, {"cachePoint": {"type": "default"}}, "Why?"))["usage"]["cacheWriteInputTokens"]

    for name, (model, payload, whole, piece) in invoke_forms().items():
        yield f"InvokeModel, text, {name}", lambda m=model, p=payload, w=whole: w(invoke(m, p))
        yield f"InvokeModelWithResponseStream, text, {name}", lambda m=model, p=payload, w=piece: "".join(
            w(c) for c in chunks(client.invoke_model_with_response_stream(modelId=m, body=json.dumps(p))))
    encoded = base64.b64encode(IMAGE).decode()
    yield "InvokeModel, image, Claude", lambda: invoke(CONVERSE_MODELS["Claude"], {
        "anthropic_version": "bedrock-2023-05-31", "max_tokens": 64, "messages": [{"role": "user", "content": [
            {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": encoded}},
            {"type": "text", "text": "What is this?"}]}]})["content"][0]["text"]

    yield "Embeddings, Titan 1", lambda: invoke("amazon.titan-embed-text-v1", {"inputText": PROMPT})["embedding"]
    yield "Embeddings, Titan 2", lambda: invoke("amazon.titan-embed-text-v2:0", {
        "inputText": PROMPT, "dimensions": 256, "normalize": True})["embedding"][255]
    yield "Embeddings, Titan multimodal", lambda: invoke("amazon.titan-embed-image-v1", {
        "inputText": PROMPT, "embeddingConfig": {"outputEmbeddingLength": 256}})["embedding"][255]
    yield "Embeddings, Cohere 3", lambda: invoke("cohere.embed-english-v3", {
        "texts": [PROMPT], "input_type": "search_document"})["embeddings"][0]
    yield "Embeddings, Nova", lambda: invoke("amazon.nova-2-multimodal-embeddings-v1:0", {
        "taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {
            "embeddingPurpose": "GENERIC_INDEX", "embeddingDimension": 256,
            "text": {"truncationMode": "END", "value": PROMPT}}})["embeddings"][0]["embedding"]
    yield "Rerank, Cohere", lambda: invoke("cohere.rerank-v3-5:0", {
        "query": "harbour", "documents": ["a ship", "a harbour"], "top_n": 2, "api_version": 2})["results"]
    yield "Rerank, Amazon", lambda: invoke("amazon.rerank-v1:0", {
        "query": "harbour", "documents": ["a ship", "a harbour"], "top_n": 1})["results"]
    yield "Images, Titan", lambda: base64.b64decode(invoke("amazon.titan-image-generator-v2:0", {
        "taskType": "TEXT_IMAGE", "textToImageParams": {"text": PROMPT},
        "imageGenerationConfig": {"numberOfImages": 1, "height": 512, "width": 512, "cfgScale": 8.0, "seed": 1}})["images"][0])
    yield "Images, Nova Canvas", lambda: base64.b64decode(invoke("amazon.nova-canvas-v1:0", {
        "taskType": "TEXT_IMAGE", "textToImageParams": {"text": PROMPT},
        "imageGenerationConfig": {"seed": 1, "quality": "standard"}})["images"][0])
    yield "Images, Stability", lambda: base64.b64decode(invoke("stability.sd3-5-large-v1:0", {"prompt": PROMPT})["images"][0])

    def reel():
        started = client.start_async_invoke(
            modelId="amazon.nova-reel-v1:0",
            modelInput={"taskType": "TEXT_VIDEO", "textToVideoParams": {"text": PROMPT},
                        "videoGenerationConfig": {"durationSeconds": 6, "fps": 24, "dimension": "1280x720", "seed": 1}},
            outputDataConfig={"s3OutputDataConfig": {"s3Uri": "s3://a-bucket/videos"}})
        found = client.get_async_invoke(invocationArn=started["invocationArn"])
        return found["status"] and client.list_async_invokes()["asyncInvokeSummaries"]
    yield "StartAsyncInvoke, GetAsyncInvoke, ListAsyncInvokes, Nova Reel", reel


def main():
    given = json.load(sys.stdin)
    client = boto3.client("bedrock-runtime", region_name="us-east-1", endpoint_url=given["url"],
                          config=Config(retries={"total_max_attempts": 1}), **KEYS)
    results = []
    for name, program in programs(client):
        try:
            found = program()
            results.append({"program": name, "ok": bool(found), "detail": "" if found else f"empty: {found!r}"})
        except Exception as error:  # each call stands for itself
            results.append({"program": name, "ok": False, "detail": f"{type(error).__name__}: {error}"})
    print(json.dumps(results))


main()
