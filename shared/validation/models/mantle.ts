import { inferred, quoted } from '../evidence.ts';
import type { CheckContext, Finding } from '../families/family.ts';
import type { Evidence } from '../problem.ts';

/** Ids of the endpoint bedrock-mantle, and what the runtime calls the same model. */
const RUNTIME_NAMES: Readonly<Record<string, string>> = {
  'openai.gpt-oss-120b': 'openai.gpt-oss-120b-1:0',
  'openai.gpt-oss-20b': 'openai.gpt-oss-20b-1:0',
  'qwen.qwen3-235b-a22b-2507': 'qwen.qwen3-235b-a22b-2507-v1:0',
  'qwen.qwen3-32b': 'qwen.qwen3-32b-v1:0',
  'qwen.qwen3-coder-30b-a3b-instruct': 'qwen.qwen3-coder-30b-a3b-v1:0',
  'qwen.qwen3-coder-480b-a35b-instruct': 'qwen.qwen3-coder-480b-a35b-v1:0',
  'qwen.qwen3-next-80b-a3b-instruct': 'qwen.qwen3-next-80b-a3b',
  'qwen.qwen3-vl-235b-a22b-instruct': 'qwen.qwen3-vl-235b-a22b',
  'deepseek.v3.1': 'deepseek.v3-v1:0',
  'moonshotai.kimi-k2-thinking': 'moonshot.kimi-k2-thinking',
};
const INVALID = 'The provided model identifier is invalid.';
const NAMES = new Map(Object.entries(RUNTIME_NAMES));
const SEEN = /^openai\./;

/** GPT came to the runtime later than to bedrock-mantle. */
const GPT = /^openai\.gpt-(?!oss)/;
const GPT_SINCE = '2026-07';
const NO_GPT = quoted('MattJColes/lgtmaybe', 70, '2026-06-14');

const REPORT = quoted('aws-samples/agents4energy', 166, '2026-07-07');
const LIKENESS: Evidence = inferred('Seen of openai.gpt-oss-120b', REPORT.url, REPORT.date);

/** The finding on an id that only the endpoint bedrock-mantle knows; refused where it was seen, else a warning. */
export function mantleFindings({ base, asOf }: CheckContext): readonly Finding[] {
  const name = NAMES.get(base);
  if (name === undefined) {
    if (asOf === null || asOf >= GPT_SINCE || !GPT.test(base)) return [];
    return [
      {
        pointer: '',
        key: null,
        sentence: INVALID,
        why: 'Only the endpoint bedrock-mantle knew the model then.',
        source: [NO_GPT],
        confirmed: true,
        fixes: [],
      },
    ];
  }
  const confirmed = SEEN.test(base);
  return [
    {
      pointer: '',
      key: null,
      sentence: INVALID,
      why: `The endpoint bedrock-mantle knows this id; the runtime calls the model ${name}.`,
      source: [confirmed ? REPORT : LIKENESS],
      confirmed,
      fixes: [],
    },
  ];
}
