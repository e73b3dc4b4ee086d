import { documented, quoted, recorded } from '../../evidence.ts';
import type { Evidence } from '../../problem.ts';
import { probed } from './probes.ts';

export { probed } from './probes.ts';

/** Every chat model of us-west-2 was asked once, with a tool and with an image, and the answers were kept. */
export const PROBE: Evidence = {
  source: 'public probe of ConverseStream with tools and images, us-west-2',
  url: null,
  date: '2026-10-10',
  grade: 'quoted',
};
/** Models that Bedrock hosts itself. */
export const HOSTED_PROBES = [
  probed('mistral.mistral-large-2402-v1_0'),
  probed('meta.llama3-3-70b-instruct-v1_0'),
  probed('deepseek.r1-v1_0'),
  probed('writer.palmyra-x5-v1_0'),
] as const;
/** Models behind the chat completions form. */
export const OPEN_PROBES = [
  probed('deepseek.v3.2'),
  probed('qwen.qwen3-32b-v1_0'),
  probed('openai.gpt-oss-120b-1_0'),
  probed('moonshotai.kimi-k2.5'),
  probed('mistral.magistral-small-2509'),
] as const;
export const NO_OPEN_DOCUMENTS = [
  ...OPEN_PROBES,
  probed('google.gemma-3-12b-it'),
  probed('minimax.minimax-m2.5'),
  probed('nvidia.nemotron-super-3-120b'),
  probed('zai.glm-5'),
] as const;
export const NO_LATENCY = [...HOSTED_PROBES, ...NO_OPEN_DOCUMENTS] as const;
export const FEATURES = documented('AWS page "Supported models and model features"');
export const CHOICES = documented(
  'AWS page "ToolChoice"',
  'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html',
);
export const NO_TOOL_CHOSEN: Evidence = {
  source: 'public notes on runs against Mistral Large and Jamba on Bedrock',
  url: null,
  date: null,
  grade: 'quoted',
};
export const TITAN: Evidence = {
  source: 'public notes on runs against Titan Text Express',
  url: null,
  date: null,
  grade: 'quoted',
};
export const MISTRAL_IDS = quoted('vercel/ai', 11802, '2026-01-15');
export const TITAN_LENGTH = quoted('aws-samples/generative-ai-use-cases', 594, '2024-08-06');
export const LLAMA_ONE_IMAGE = quoted('boto/boto3', 4463, '2025-03-06');
export const LLAMA_SMALL_TOOLS: Evidence = {
  source: 'public example of LangChain with Bedrock: models that its author tried with tools',
  url: null,
  date: '2025-05',
  grade: 'quoted',
};
export const PIXTRAL_IDS = quoted('anomalyco/opencode', 48843, '2026-09-13');
export const JAMBA_STREAMS: Evidence = {
  source: 'earendil-works/pi: models left out of the catalog because they call no tools while streaming',
  url: 'https://github.com/earendil-works/pi',
  date: '2026-01',
  grade: 'quoted',
};
export const LLAMA_3_LENGTH: Evidence = {
  source: 'public notes on runs against Llama 3 8B and 70B',
  url: null,
  date: '2026-10',
  grade: 'quoted',
};
export const LLAMA_PAGE = documented('AWS page "Meta Llama models"');
export const NO_SYSTEM = quoted('567-labs/instructor', 1753);
export const LLAMA_NO_TOOLS = quoted('langchain-ai/langchain-aws', 175);
export const R1_NO_TOOLS = quoted('langchain-ai/langchain-aws', 447);
export const NO_TOOL_STREAM = quoted('earendil-works/pi', 3739);
export const NO_TOOL_ANY = quoted('strands-agents/harness-sdk', 1241);
export const TURNS_ALONE = quoted('browser-use/browser-use', 710);
export const CALLS_ALONE = quoted('quarkiverse/quarkus-langchain4j', 1983);
export const PALMYRA_STREAMS = quoted('strands-agents/harness-sdk', 393, '2025-07-09');
export const PALMYRA_TURNS = recorded(
  'pydantic/pydantic-ai',
  'tests/models/cassettes/test_bedrock/test_bedrock_writer_tool_result_followed_by_text_accepted.yaml',
);
export const NO_CACHING = [
  quoted('zeroclaw-labs/zeroclaw', 7315),
  quoted('BerriAI/litellm', 39210, '2026-08'),
] as const;
export const NO_STRICT: Evidence = {
  source: 'public report of a run against Nova 2 Lite',
  url: null,
  date: '2026-09',
  grade: 'quoted',
};
export const QWEN_STOPS = quoted('langgenius/dify-official-plugins', 1767);
export const QWEN_WINDOW = quoted('can1357/oh-my-pi', 12089, '2026-09-14');
export const QWEN_LENGTH: Evidence = {
  source: 'public journal of a harness: Qwen3 235B, asked for the length of another model',
  url: null,
  date: '2026-08-21',
  grade: 'quoted',
};
export const KIMI_WINDOW = quoted('BerriAI/litellm', 22478, '2026-03-01');
export const GLM_WINDOW: Evidence = {
  source: 'public plan and test of programs that were refused by GLM 5 on InvokeModel and Converse',
  url: null,
  date: '2026-07',
  grade: 'quoted',
};
export const OSS_STOPS = [
  quoted('crewAIInc/crewAI', 3317),
  recorded(
    'vercel/ai',
    'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-openai-stop-sequences-error.json',
  ),
] as const;
export const GPT_SAMPLING = [
  recorded(
    'vercel/ai',
    'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-openai-temperature-error.json',
  ),
  recorded('vercel/ai', 'packages/amazon-bedrock/src/__fixtures__/amazon-bedrock-openai-top-p-error.json'),
] as const;
export const GPT_REASONING: Evidence = {
  source: 'public source code that takes reasoning out of what GPT is sent',
  url: null,
  date: '2026-11',
  grade: 'quoted',
};
export const OSS_NO_PROFILE: Evidence = {
  source: 'public tests that keep the geography off gpt-oss, which has no inference profile',
  url: null,
  date: '2026-09',
  grade: 'quoted',
};
/** In GovCloud the models are reached through profiles. */
export const OSS_GOV = quoted('anomalyco/models.dev', 6792, '2026-09-11');
/** Model cards list the bare id, and geographies and `global.` as not supported. */
export const NO_PROFILES = documented(
  'AWS page "Model cards": inference ids of GLM 5, MiniMax M2.1 and Kimi K2.5',
  'https://docs.aws.amazon.com/bedrock/latest/userguide/model-card-zai-glm-5.html',
  '2026-06-17',
);
export const K3_PROFILES = quoted('anomalyco/models.dev', 7714, '2026-09-22');
export const NO_GPT = quoted('MattJColes/lgtmaybe', 70, '2026-06-14');
export const KIMI_STOPS = documented('LiteLLM refuses stop for Kimi');
export const KIMI_SAMPLING: Evidence = {
  source: 'public source code that observed it on every request',
  url: null,
  date: '2026-09-22',
  grade: 'quoted',
};
export const KIMI_TAKES_TEMPERATURE = quoted('anomalyco/models.dev', 6822, '2026-09-11');
export const GROK_GUIDE: Evidence = {
  source: 'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws: xAI Grok Models',
  url: 'https://github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws',
  date: '2026-09',
  grade: 'quoted',
};
export const GLM_TEXT_ONLY: Evidence = {
  source: 'public test that found it on zai.glm-5',
  url: null,
  date: '2026-10-06',
  grade: 'quoted',
};
export const NO_SIGNATURE: Evidence = {
  source: 'earendil-works/pi: only Claude models take a signature',
  url: 'https://github.com/earendil-works/pi',
  date: null,
  grade: 'quoted',
};
/** Every model of us-east-1 was given a message of the assistant with signed reasoning; the refusals were kept by their words. */
export const REASONING_BACK = quoted('earendil-works/pi', 727, '2026-01-14');
export const NOVA_REASONING = quoted('can1357/oh-my-pi', 9086, '2026-08-20');
export const R1_REASONING = quoted('langchain-ai/langchain-aws', 401, '2025-03-13');
export const RESULT_IMAGES = [
  quoted('anomalyco/opencode', 49443, '2026-09-17'),
  quoted('earendil-works/pi', 8643, '2026-08-25'),
] as const;
/** The words are those recorded of Claude. */
export const NO_S3 = quoted('strands-agents/harness-sdk', 3647, '2026-08-05');
export const LEAST_ANSWER = quoted('BerriAI/litellm', 42470, '2026-09-22');
export const NOVA_LENGTH: Evidence = {
  source: 'public reports of runs against Nova Pro and Nova Lite',
  url: null,
  date: '2026-08',
  grade: 'quoted',
};
export const LLAMA_LENGTH = quoted('pollinations/pollinations', 5503, '2025-11-30');
export const TITAN_NO_SYSTEM = quoted('danny-avila/LibreChat', 6456, '2025-03-21');
export const LLAMA_4_PROFILE: Evidence = {
  source: 'public notes on runs against Llama 4 Maverick',
  url: null,
  date: '2026-01',
  grade: 'quoted',
};
export const GPT_PROFILE: Evidence = {
  source: 'public notes on openai.gpt-5.6-luna on Converse',
  url: null,
  date: '2026-10',
  grade: 'quoted',
};
/** Both say it, neither shows the refusal of the bare id. */
export const GPT_6_PROFILE = [
  documented(
    'run-llama/llama_index #23211',
    'https://github.com/run-llama/llama_index/issues/23211',
    '2026-09-23',
  ),
  documented('OpenAI on Amazon Bedrock', 'https://developers.openai.com/api/docs/guides/amazon-bedrock'),
] as const;
export const P_REFUSED = quoted('promptfoo/promptfoo', 914, '2024-06-10');
export const P_TAKEN = recorded(
  'open-telemetry/opentelemetry-java-instrumentation',
  'instrumentation/aws-sdk/aws-sdk-2.2/testing/src/main/resources/mappings/io.opentelemetry.instrumentation.awssdk.v2_2.abstractaws2bedrockruntimetest.testinvokemodelcoherecommandr.yaml',
  '2025-03',
);
export const LLAMA_3_1_REGIONS: Evidence = {
  source: 'public notes on Llama 3.1 8B by its own id, which was refused in us-east-1',
  url: null,
  date: '2026-05',
  grade: 'quoted',
};
export const LLAMA_SHORTER = quoted('aws-samples/bedrock-access-gateway', 41, '2024-08-18');
export const NO_HISTORY: Evidence = {
  source: 'public notes on Jurassic-2 and Cohere Command on Converse',
  url: null,
  date: '2024-06',
  grade: 'quoted',
};
export const PROFILE_ONLY = [
  quoted('terrycain/aioboto3', 352, '2024-12-03'),
  documented('AWS page "DeepSeek models"'),
] as const;
export const NOVA_2_PROFILE = quoted('mlcommons/modelbench', 1654, '2026-09-14');

export const LLAMA_LAST_TURN = quoted('i-am-bee/beeai-framework', 753, '2025-04-11');
export const LLAMA_3_2_PROFILE = quoted('konveyor/kai', 411, '2024-10-04');
export const LLAMA_SOME_REGIONS = quoted('BerriAI/litellm', 9095, '2025-03-10');
export const LLAMA_IMAGES = quoted('boto/boto3', 4415, '2025-01-29');
export const GPT_6_EFFORT = quoted('stdapi-ai/stdapi.ai', 283, '2026-09-22');
export const GPT_DOCUMENTS = quoted('anomalyco/models.dev', 6821, '2026-09-11');
export { COST_MAP } from './claude-evidence.ts';
export const NOVA_TOO_LONG = recorded(
  'crmne/ruby_llm',
  'spec/fixtures/vcr_cassettes/chat_real_error_scenarios_bedrock_amazon_nova-2-lite-v1_0_handles_context_length_exceeded_errors.yml',
);
export const NOVA_CHOICE = quoted('vercel/ai', 4396, '2025-01-14');
export const NOVA_ANY = quoted('aws-samples/bedrock-access-gateway', 92, '2025-01-15');
