import { documented, inferred, quoted, recorded } from '../../evidence.ts';
import type { Evidence } from '../../problem.ts';
import { TRIED_BETAS } from './claude-measured.ts';
import { probed } from './probes.ts';

const PYDANTIC = 'pydantic/pydantic-ai';
const VERCEL = 'vercel/ai';
const FIXTURES = 'packages/amazon-bedrock/src/__fixtures__';
const CASSETTES = 'tests/models/cassettes';
const CLAUDE_DOCS = 'https://platform.claude.com/docs/en';
const GUIDE = 'https://docs.aws.amazon.com/bedrock/latest/userguide';

/** An answer of the service that vercel/ai keeps with its tests. */
export const vercel = (file: string, date: string | null = null): Evidence =>
  recorded(VERCEL, `${FIXTURES}/${file}.json`, date);

export const REASONING_OF_HAIKU = vercel('issue-7034-error', '2026-07-21');

/** A recording of the service in the tests of pydantic-ai. */
export const pydantic = (file: string, date: string | null = null): Evidence =>
  recorded(PYDANTIC, `${CASSETTES}/${file}.yaml`, date);

export const COST_MAP = documented(
  'LiteLLM 1.109.1, model map',
  'https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json',
  '2026-11',
);
export const MIGRATION = documented(
  'Claude docs, "Migration guide"',
  `${CLAUDE_DOCS}/about-claude/models/migration-guide`,
  '2026-09',
);
export const THINKING_DOCS = documented(
  'Claude docs, "Thinking"',
  `${CLAUDE_DOCS}/build-with-claude/thinking`,
  '2026-09',
);
export const CACHING_DOCS = documented(
  'AWS page "Prompt caching for faster model inference"',
  `${GUIDE}/prompt-caching.html`,
);
export const ONE_HOUR = documented(
  'AWS, one-hour prompt caching',
  'https://aws.amazon.com/about-aws/whats-new/2026/01/amazon-bedrock-one-hour-duration-prompt-caching/',
  '2026-01',
);
export const PROFILES = documented(
  'AWS page "Supported Regions and models for inference profiles"',
  `${GUIDE}/inference-profiles-support.html`,
);
/** The model cards list regions for the bare id too; the runtime refuses it (reports from four regions). */
export const PROFILE_ONLY_NEWEST = [
  quoted('danny-avila/LibreChat', 14422, '2026-07-24'),
  documented(
    'Claude docs, "Claude on Amazon Bedrock (legacy)"',
    `${CLAUDE_DOCS}/build-with-claude/claude-on-amazon-bedrock-legacy`,
    '2026-07',
  ),
] as const;
export const SOME_REGIONS_3_5 = [
  quoted('danny-avila/LibreChat', 4570, '2024-10-28'),
  quoted('aws-samples/generative-ai-financial-services-samples', 13, '2025-02-10'),
] as const;
/** A turn without results is answered in Claude's words, one with some of them in Converse's. */
export const OWN_VALIDATOR = quoted('anomalyco/opencode', 48846, '2026-09-13');
/** Haiku 3.5 sees on Claude's own API; Converse never let it. */
export const NO_IMAGES = [
  quoted('boto/boto3', 4581, '2025-07-28'),
  quoted('vercel/ai', 4770, '2025-02-10'),
] as const;
export const DOCUMENTS_BY_CONVERSE_ALONE = quoted('boto/boto3', 4335, '2025-01-26');
/** Sonnet 4 was seen to refuse the whole key in July, and its members from August on. */
export const NO_OUTPUT_CONFIG = quoted('vercel/ai', 17719, '2026-07-22');
export const OUTPUT_CONFIG: Evidence = {
  source: 'public notes on answer formats that Converse handed to models without them',
  url: null,
  date: '2026-08',
  grade: 'quoted',
};
export const TEXT_FORM = quoted('langchain-ai/langchain', 18513, '2024-03');
export const NO_TEXT_FORM = inferred('models after Claude 3.7 were never served in the text form');
export const FEATURES = documented(
  'AWS page "Supported models and model features"',
  `${GUIDE}/conversation-inference-supported-models-features.html`,
);

export const BOTH_SAMPLERS_4_1 = [quoted('aws-samples/bedrock-chat', 979)] as const;
export const BOTH_SAMPLERS = [
  quoted('BerriAI/litellm', 15070, '2025-09'),
  quoted('aws-samples/bedrock-access-gateway', 191, '2025-10'),
] as const;
export const SAMPLERS_4_7 = [
  quoted('cline/cline', 10572, '2026-05-06'),
  quoted('logancyang/obsidian-copilot', 2600, '2026-06-12'),
] as const;
export const SAMPLERS_4_8 = [
  quoted('DayuanJiang/next-ai-draw-io', 861, '2026-06-06'),
  quoted('langfuse/langfuse', 14488, '2026-06-23'),
] as const;
export const SAMPLERS_5 = [
  vercel('amazon-bedrock-opus-5-deprecated-sampling-parameter', '2026-09'),
  vercel('amazon-bedrock-opus-5-deprecated-top-p', '2026-09'),
  quoted('promptfoo/promptfoo', 10307, '2026-08-05'),
] as const;
export const NO_TOP_K_4_7 = probed('anthropic.claude-opus-4-7');
export const NO_TOP_K = [
  probed('anthropic.claude-fable-5'),
  probed('anthropic.claude-sonnet-5-5', '2026-09-29'),
] as const;
export const NO_TOP_K_OPUS_5 = probed('anthropic.claude-opus-5');
export const TOP_K_OPUS_5 = vercel('amazon-bedrock-opus-5-top-k-success', '2026-09');
export const SONNET_5_5 = probed('anthropic.claude-sonnet-5-5', '2026-09-29');
export const NO_THINKING = quoted('langchain-ai/langchainjs', 8338, '2025-06');
export const ADAPTIVE_ONLY_4_7 = quoted('anthropics/claude-code-action', 1265, '2026-04-27');
export const ADAPTIVE_ONLY_4_8 = quoted('anthropics/claude-code', 63546, '2026-05-29');
export const ADAPTIVE_ONLY_5 = quoted('earendil-works/pi', 7098, '2026-07-25');
export const NOT_ADAPTIVE = quoted('strands-agents/harness-sdk', 1856, '2026-03');
export const ALWAYS_ON = [
  quoted('ex-machina-co/opencode-anthropic-auth', 159, '2026-06-09'),
  quoted('cline/cline', 13203, '2026-08-12'),
] as const;
export const EFFORT_4_5 = quoted('coder/coder', 25356, '2026-05-14');
export const NO_EFFORT = quoted('anthropics/claude-code-action', 1005, '2026-03');
export const NO_PREFILL = [quoted('NousResearch/hermes-agent', 101401, '2026-09'), MIGRATION] as const;
export const FORCED_5_5 = [
  vercel('bedrock-opus-5-5-forced-tool-error', '2026-09'),
  quoted('vercel/ai', 21364, '2026-09-23'),
] as const;
export const FORCED_FABLE = [quoted('anthropics/claude-cookbooks', 854, '2026-09-02')] as const;
export const SYSTEM_ROLE = pydantic(
  'test_anthropic_mid_conversation_system/test_mid_conversation_system_prompt_on_bedrock',
  '2026-07',
);
export const TIERS: Evidence = {
  source: 'public probe of the service tiers with each model, us-east-1 and us-east-2',
  url: null,
  date: '2026-07-20',
  grade: 'quoted',
};
export const OPTIMIZED = [
  {
    source: 'public notes on runs with optimized latency',
    url: null,
    date: '2026-05',
    grade: 'quoted',
  },
  documented('AWS page "Optimize model inference for latency"', `${GUIDE}/latency-optimized-inference.html`),
] as const satisfies readonly Evidence[];
export const IMAGE_FORMATS = [
  quoted('aws-samples/amazon-bedrock-client-for-mac', 130, '2026-04-17'),
  quoted('NousResearch/hermes-agent', 55429, '2026-09-02'),
] as const;
export const ANY_IMAGE_FORMAT = recorded(
  'Arize-ai/openinference',
  'js/packages/openinference-instrumentation-bedrock/test/recordings/should-handle-different-image-formats-with-correct-mime-types.json',
  '2025-07-18',
);
export const TOOLS_DEFINED = quoted('browser-use/browser-use', 1243, '2025-03-31');
export const TOOLS_NOT_DEFINED = quoted('epam/ai-dial-adapter-bedrock', 344, '2025-11-13');
export const SHORT_NAMES = quoted('anthropics/claude-code', 5132, '2025-08-05');
export const LONG_NAMES: Evidence = {
  source: 'public notes on tool names that Claude refused',
  url: null,
  date: '2026-10',
  grade: 'quoted',
};
export const LIMIT_4_5: Evidence = {
  source: 'public tests that keep the sentence with its limit of 64000',
  url: null,
  date: '2026-06',
  grade: 'quoted',
};
export const PROFILE_ONLY_SONNET_4 = [
  quoted('tmc/langchaingo', 1325, '2025-07-30'),
  quoted('anthropics/claude-code', 1466, '2025-06-03'),
] as const;
export const REQUEST_PAGE = documented('AWS page "Anthropic Claude Messages API", request and response');
export const TWO_FORMS = [
  quoted('pingcap/autoflow', 574, '2025-01-07'),
  quoted('x3n0cr4735/celi', 91, '2024-08-01'),
  quoted('diffbot/code-gpt-docs', 300, '2024-06-29'),
  quoted('sigoden/aichat', 543, '2024-05-25'),
] as const;
export const ONE_FORM = quoted('BerriAI/litellm', 7416, '2024-12-25');
export const MODEL_READS = quoted('langchain-ai/langchainjs', 8338, '2025-06-10');
export const NO_TOOLS_YET = quoted('langchain-ai/langchain-aws', 173, '2024-04-11');
export const USER_FIRST = quoted('browser-use/browser-use', 187, '2025-01-08');
export const NOT_ASSISTANT_FIRST = quoted(
  'aws-solutions-library-samples/guidance-for-multi-provider-generative-ai-gateway-on-aws',
  123,
  '2025-05-13',
);
export const ASSISTANT_FIRST = pydantic(
  'test_bedrock/test_bedrock_anthropic_message_history_starting_with_response',
  '2026-05',
);
export const NO_CACHING = [
  quoted('BerriAI/litellm', 39210, '2026-08'),
  quoted('strands-agents/harness-sdk', 1807, '2026-03'),
] as const;
export const NO_S3 = pydantic(
  'test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-uploaded_file-image-bedrock_claude]',
  '2026-04',
);
export const NO_VIDEO = pydantic(
  'test_multimodal_tool_returns/test_multimodal_tool_return_matrix[direct-binary-video-bedrock_claude]',
  '2026-04',
);
export const OWN_TOOLS = pydantic(
  'test_anthropic_bedrock_count_tokens/test_anthropic_bedrock_count_tokens_rejects_server_tools',
  '2026-06',
);
export const STRICT_SONNET_5 = vercel('issue-18199-sonnet-5-strict-error', '2026-08');
export const STRICT_4_8 = quoted('BerriAI/litellm', 31582, '2026-06-29');
export const NO_STRICT_YET = quoted('vercel/ai', 17919, '2026-07-24');
export const STRICT_4_7 = vercel('bedrock-opus-4-7-strict-tool-live', '2026-09');
export const STRICT_5_5 = quoted('lobehub/lobehub', 19876, '2026-09-23');
export const STRICT_4_5 = [
  quoted('BerriAI/litellm', 39115, '2026-09-01'),
  quoted('vercel/ai', 20681, '2026-09-12'),
] as const;
export const NO_FORMAT = quoted('vectorize-io/hindsight', 3300, '2026-08');
export const NO_FORMAT_4_8 = quoted('anthropics/anthropic-sdk-python', 1759, '2026-07-15');
export const NO_FORMAT_SONNET_5 = quoted('presenton/presenton', 939, '2026-09-18');
export const LONG_TTL = quoted('earendil-works/pi', 1570, '2026-02-20');
export const SHORT_TTL = quoted('BerriAI/litellm', 15880, '2025-10-24');
export const BETAS_4_6 = [
  quoted('anthropics/claude-code', 49648, '2026-04-17'),
  quoted('BerriAI/litellm', 19877, '2026-01-27'),
  TRIED_BETAS,
] as const;
export const BETAS_4_7 = [
  quoted('anthropics/claude-code', 49370, '2026-04-16'),
  quoted('anthropics/claude-code', 49648, '2026-04-17'),
] as const;
/** The flag was sent with far too long a prompt, and the answer named the limit, not the flag. */
export const MILLION_4_7 = quoted('NousResearch/hermes-agent', 31277, '2026-08-30');
const IDP = 'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws';
export const IMAGE_LENGTH = [
  quoted('aws/aws-sdk-js-v3', 6785, '2025-01-09'),
  quoted(IDP, 778, '2026-09-04'),
  quoted(IDP, 841, '2026-09-10'),
  inferred(
    'anthropics/claude-code #11181: the sentence of Anthropic’s own API',
    'https://github.com/anthropics/claude-code/issues/11181',
    '2025-11-07',
  ),
] as const;
export const IMAGE_SIDE = [
  quoted(IDP, 994, '2026-09'),
  inferred(
    'anthropics/claude-code #14704: the sentence of Anthropic’s own API',
    'https://github.com/anthropics/claude-code/issues/14704',
    '2025-12-19',
  ),
] as const;
export const TWENTY_IMAGES = quoted('boto/boto3', 4632, '2025-10-07');
export const IMAGES = [
  documented(`${IDP} #147, tried with Converse`, `https://github.com/${IDP}/issues/147`, '2025-12-01'),
] as const;
export const RESTRICTIONS = documented(
  'AWS page "API restrictions"',
  `${GUIDE}/inference-api-restrictions.html`,
  '2026-09',
);
export const LIMIT_3 = [
  quoted('sigoden/aichat', 813, '2024-08-30'),
  quoted('RooCodeInc/Roo-Code', 248, '2025-01'),
] as const;
export const LIMIT_2 = quoted('BerriAI/litellm', 5656, '2024-09');
export const PROFILE_ONLY = quoted('anomalyco/opencode', 396, '2025-06');
export const PROFILE_ONLY_4 = quoted('anthropics/claude-code', 5190, '2025-08-05');
export const PROFILE_ONLY_4_5 = [
  quoted('Laisky/one-api', 245, '2025-10-16'),
  quoted('Laisky/one-api', 275, '2025-11'),
] as const;
/** Claude Code sent empty citations of text to Claude 3.7. */
export const NO_CITATIONS = quoted('anthropics/claude-code', 146, '2025-02-26');
export const CITATIONS = recorded(
  'crmne/ruby_llm',
  'spec/fixtures/vcr_cassettes/chat_citations_with_bedrock_claude.yml',
);
export const LIKE_ITS_ELDERS = inferred('taken from the generation before');
