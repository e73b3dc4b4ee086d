import { documented, quoted } from '../evidence.ts';
import type { Evidence } from '../problem.ts';
import { EPAM } from './capabilities/claude-measured.ts';

/** The end of a model's life on Bedrock. */
export interface End {
  /** Foundation model ids, without geography prefix. */
  readonly models: RegExp;
  /** The first day that it is not served, `YYYY-MM-DD`. */
  readonly date: string;
  readonly evidence: readonly Evidence[];
}

const LIFECYCLE = 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html';
const PAGE = documented('AWS page "Model lifecycle (Legacy)"', LIFECYCLE, '2026-07');
const COST_MAP = documented(
  'LiteLLM 1.109.1, model map, deprecation_date',
  'https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json',
  '2026-11',
);
const MIGRATION_GUIDE = documented(
  'awslabs/startups: ai-model-lifecycle.md',
  'https://github.com/awslabs/startups',
  '2026-07-17',
);
const GENKIT = documented(
  'genkit-ai/genkit #6011: which image models are gone',
  'https://github.com/genkit-ai/genkit/pull/6011',
  '2026-08-11',
);
/** A change that took a model out because it is no longer served; the words of the answer are not in it. */
const gone = (repository: string, pull: number, date: string): Evidence =>
  documented(`${repository} #${pull}`, `https://github.com/${repository}/pull/${pull}`, date);
const IDP = 'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws';

/** Models whose end is announced for a day; reports of the answer first, where there are any. */
export const ENDS: readonly End[] = [
  {
    models: /^meta\.llama2/,
    date: '2024-10-30',
    evidence: [gone('epam/ai-dial-adapter-bedrock', 177, '2024-11-08')],
  },
  {
    models: /^stability\.stable-diffusion-xl(-v0)?$/,
    date: '2024-07-01',
    evidence: [
      quoted('aws-samples/amazon-bedrock-ai-karaoke', 21, '2024-07-05'),
      quoted('aws-samples/amazon-bedrock-aistylist-lab', 8, '2024-07-20'),
    ],
  },
  {
    models: /^anthropic\.claude-v2(:1)?$/,
    date: '2025-09-10',
    evidence: [
      quoted('aws-samples/serverless-patterns', 2855, '2025-11-09'),
      quoted('langchain-ai/langchain-aws', 621, '2025-09-10'),
    ],
  },
  {
    // The days are those on which projects that call the service took them out as gone.
    models: /^amazon\.titan-text-premier-v1/,
    date: '2025-10-17',
    evidence: [
      gone('weaviate/weaviate', 9494, '2025-10-17'),
      gone('epam/ai-dial-adapter-bedrock', 378, '2026-01-12'),
    ],
  },
  {
    models: /^amazon\.titan-text-lite-v1/,
    date: '2025-12-18',
    evidence: [
      gone('weaviate/weaviate', 10053, '2025-12-18'),
      gone('epam/ai-dial-adapter-bedrock', 378, '2026-01-12'),
    ],
  },
  {
    models: /^amazon\.titan-text-express-v1/,
    date: '2025-12-29',
    evidence: [
      gone('newrelic/newrelic-dotnet-agent', 3373, '2025-12-29'),
      gone('epam/ai-dial-adapter-bedrock', 378, '2026-01-12'),
    ],
  },
  {
    models: /^anthropic\.claude-3-7-sonnet-20250219/,
    date: '2026-04-28',
    evidence: [
      quoted('BerriAI/litellm', 26721, '2026-04-28'),
      quoted('griptape-ai/griptape-nodes-engine', 4498, '2026-05-04'),
      PAGE,
    ],
  },
  { models: /^anthropic\.claude-opus-4-20250514/, date: '2026-05-31', evidence: [MIGRATION_GUIDE] },
  {
    models: /^anthropic\.claude-3-5-haiku-20241022/,
    date: '2026-06-19',
    evidence: [quoted(IDP, 708, '2026-08-31'), PAGE],
  },
  {
    models: /^amazon\.titan-image-generator-v2/,
    date: '2026-06-30',
    evidence: [quoted('BerriAI/litellm', 34567, '2026-07-24'), GENKIT, PAGE],
  },
  {
    models: /^amazon\.titan-image-generator-v1/,
    date: '2026-08-11',
    evidence: [GENKIT],
  },
  {
    models: /^meta\.llama3-(2-|1-405b)/,
    date: '2026-07-07',
    evidence: [quoted('envoyproxy/ai-gateway', 2389, '2026-07-17'), PAGE, COST_MAP],
  },
  {
    models: /^anthropic\.claude-3-5-sonnet-/,
    date: '2026-07-30',
    evidence: [quoted('gsd-build/gsd-2', 5425, '2026-05-06'), MIGRATION_GUIDE],
  },
  { models: /^anthropic\.claude-3-sonnet-20240229/, date: '2026-07-30', evidence: [MIGRATION_GUIDE] },
  {
    models: /^stability\.(stable-diffusion-xl-v1|(sd3-large|stable-image-(core|ultra))-v1:0)/,
    date: '2026-08-11',
    evidence: [GENKIT],
  },
  {
    models: /^cohere\.command-r-plus-v1/,
    date: '2026-08-19',
    evidence: [quoted('langchain-ai/langchain-aws', 1245, '2026-08-28'), PAGE, MIGRATION_GUIDE],
  },
  { models: /^cohere\.command-r-v1/, date: '2026-08-19', evidence: [MIGRATION_GUIDE] },
  {
    models: /^anthropic\.claude-3-haiku-20240307/,
    date: '2026-09-10',
    evidence: [COST_MAP, MIGRATION_GUIDE],
  },
  { models: /^amazon\.nova-(premier|sonic)-v1/, date: '2026-09-14', evidence: [MIGRATION_GUIDE] },
  { models: /^amazon\.nova-(canvas|reel)-v1/, date: '2026-09-30', evidence: [COST_MAP, MIGRATION_GUIDE] },
  {
    models: /^anthropic\.claude-sonnet-4-20250514/,
    date: '2026-10-14',
    evidence: [COST_MAP, quoted('browser-use/browser-use', 5448, '2026-08-11'), MIGRATION_GUIDE],
  },
  { models: /^ai21\.j2-/, date: '2025-06-01', evidence: [EPAM] },
  { models: /^ai21\.jamba-1-5-/, date: '2026-11-26', evidence: [COST_MAP, MIGRATION_GUIDE] },
  { models: /^twelvelabs\.marengo-embed-2-7/, date: '2026-11-30', evidence: [COST_MAP] },
  {
    models: /^anthropic\.claude-opus-4-1-20250805/,
    date: '2027-01-08',
    evidence: [COST_MAP, MIGRATION_GUIDE],
  },
  { models: /^writer\.palmyra-x4/, date: '2027-03-09', evidence: [COST_MAP] },
  { models: /^writer\.palmyra-x5/, date: '2027-03-21', evidence: [COST_MAP] },
  { models: /^twelvelabs\.pegasus-1-2/, date: '2027-03-22', evidence: [COST_MAP] },
  {
    models:
      /^(meta\.llama(3-[13]|3-\d+b|4)|mistral\.(mistral-7b|mixtral|voxtral|devstral-2)|deepseek\.(r1|v3-v1)|google\.gemma-3|minimax\.minimax-m2(\.1)?$|moonshot(ai)?\.kimi-k2-thinking|nvidia\.nemotron-nano-(9|12)b|qwen\.qwen3-coder-(30|480)b|zai\.glm-4\.7)/,
    date: '2027-03-30',
    evidence: [COST_MAP],
  },
  { models: /^anthropic\.claude-sonnet-4-5-20250929/, date: '2027-04-08', evidence: [COST_MAP] },
];
