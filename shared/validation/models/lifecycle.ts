import { documented, quoted } from '../evidence.ts';
import type { Finding } from '../families/family.ts';
import type { Evidence } from '../problem.ts';
import type { ModelId } from './model-id.ts';

/** The end of a model's life on Bedrock. */
interface End {
  /** Foundation model ids, without geography prefix. */
  readonly models: RegExp;
  /** `YYYY-MM-DD`, or `YYYY-MM` where the day is not known. */
  readonly date: string;
  readonly evidence: readonly Evidence[];
}

const LIFECYCLE = 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html';
const page = (date: string): Evidence => documented('AWS page "Model lifecycle (Legacy)"', LIFECYCLE, date);

/**
 * Models that were seen to answer 404 after their end, as reports quote it. Those whose date passed without a
 * report of the answer are not here: the page says that some stay for accounts with an arrangement.
 */
const ENDS: readonly End[] = [
  {
    models: /^stability\.stable-diffusion-xl(-v0)?$/,
    date: '2024-07',
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
    models: /^anthropic\.claude-3-7-sonnet-20250219/,
    date: '2026-04-28',
    evidence: [quoted('BerriAI/litellm', 26721, '2026-04-28'), page('2026-04')],
  },
  {
    models: /^anthropic\.claude-3-5-haiku-20241022/,
    date: '2026-06-19',
    evidence: [
      quoted(
        'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws',
        708,
        '2026-08-31',
      ),
      page('2026-05'),
    ],
  },
  {
    models: /^amazon\.titan-image-generator-v2/,
    date: '2026-06-30',
    evidence: [quoted('BerriAI/litellm', 34567, '2026-07-24'), page('2026-07')],
  },
  {
    models: /^meta\.llama3-2-1b-instruct/,
    date: '2026-07-07',
    evidence: [quoted('envoyproxy/ai-gateway', 2389, '2026-07-17'), page('2026-07')],
  },
  {
    models: /^cohere\.command-r-plus-v1/,
    date: '2026-08-19',
    evidence: [quoted('langchain-ai/langchain-aws', 1245, '2026-08-28'), page('2026-07')],
  },
];

/**
 * The finding on a model that is no longer served. It warns and never refuses: what is on record of its bodies
 * was answered while it lived, and is what the rest of the verdict speaks of.
 */
export function lifecycleFindings(model: ModelId): readonly Finding[] {
  const end = model.kind === 'foundation' ? ENDS.find(({ models }) => models.test(model.base)) : undefined;
  if (!end) return [];
  return [
    {
      pointer: '',
      key: null,
      sentence:
        'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
      why: `Bedrock answers 404 ResourceNotFoundException to this model since ${end.date}; the rest of the verdict is of the time before.`,
      source: end.evidence,
      confirmed: false,
      fixes: [],
    },
  ];
}
