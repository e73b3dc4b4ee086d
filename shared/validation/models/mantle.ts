import { quoted } from '../evidence.ts';
import type { CheckContext, Finding } from '../families/family.ts';
import type { Evidence } from '../problem.ts';
import { evidenceFor, isSeen } from './capabilities/capability.ts';

/** What the runtime calls a model that the endpoint bedrock-mantle has another id for. */
interface OtherName {
  readonly mantle: string;
  readonly runtime: string;
  readonly evidence: Evidence;
}

const REPORT = quoted('aws-samples/agents4energy', 166, '2026-07-07');
/** Said of the ids of all models that are called differently, and shown with Qwen3. */
const SAMPLES: Evidence = {
  source: 'aws-samples/sample-per-model-bedrock: Qwen3, core and tools',
  url: 'https://github.com/aws-samples/sample-per-model-bedrock/blob/HEAD/04-qwen/01-qwen3-core-and-tools.ipynb',
  date: '2026-08-22',
  grade: 'quoted',
};

const reported = (mantle: string, runtime: string): OtherName => ({ mantle, runtime, evidence: REPORT });
const sampled = (mantle: string, runtime: string): OtherName => ({ mantle, runtime, evidence: SAMPLES });

const NAMES: ReadonlyMap<string, OtherName> = new Map(
  [
    reported('openai.gpt-oss-120b', 'openai.gpt-oss-120b-1:0'),
    reported('openai.gpt-oss-20b', 'openai.gpt-oss-20b-1:0'),
    sampled('qwen.qwen3-235b-a22b-2507', 'qwen.qwen3-235b-a22b-2507-v1:0'),
    sampled('qwen.qwen3-32b', 'qwen.qwen3-32b-v1:0'),
    sampled('qwen.qwen3-coder-30b-a3b-instruct', 'qwen.qwen3-coder-30b-a3b-v1:0'),
    sampled('qwen.qwen3-coder-480b-a35b-instruct', 'qwen.qwen3-coder-480b-a35b-v1:0'),
    sampled('qwen.qwen3-next-80b-a3b-instruct', 'qwen.qwen3-next-80b-a3b'),
    sampled('qwen.qwen3-vl-235b-a22b-instruct', 'qwen.qwen3-vl-235b-a22b'),
    sampled('deepseek.v3.1', 'deepseek.v3-v1:0'),
    sampled('moonshotai.kimi-k2-thinking', 'moonshot.kimi-k2-thinking'),
  ].map((name) => [name.mantle, name]),
);

const invalid = (why: string, source: readonly Evidence[], confirmed: boolean): Finding => ({
  pointer: '',
  key: null,
  sentence: 'The provided model identifier is invalid.',
  why,
  source,
  confirmed,
  fixes: [],
});

/** The finding on an id that only the endpoint bedrock-mantle knows. */
export function mantleFindings({ base, row, asOf }: CheckContext): readonly Finding[] {
  const name = NAMES.get(base);
  if (name !== undefined) {
    const { runtime, evidence } = name;
    const why = `The endpoint bedrock-mantle knows this id; the runtime calls the model ${runtime}.`;
    return [invalid(why, [evidence], true)];
  }
  const { onRuntime } = row;
  // Without a day the model is judged as of a time when the runtime served it.
  if (asOf === null || onRuntime?.is !== false) return [];
  const why = 'Only the endpoint bedrock-mantle knew the model then.';
  return [invalid(why, evidenceFor(onRuntime), isSeen(onRuntime))];
}
