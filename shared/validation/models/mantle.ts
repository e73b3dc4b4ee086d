import { inferred, quoted } from '../evidence.ts';
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
const LIKENESS = inferred('Seen of openai.gpt-oss-120b', REPORT.url, REPORT.date);

const seen = (mantle: string, runtime: string): OtherName => ({ mantle, runtime, evidence: REPORT });
const likely = (mantle: string, runtime: string): OtherName => ({ mantle, runtime, evidence: LIKENESS });

const NAMES: ReadonlyMap<string, OtherName> = new Map(
  [
    seen('openai.gpt-oss-120b', 'openai.gpt-oss-120b-1:0'),
    seen('openai.gpt-oss-20b', 'openai.gpt-oss-20b-1:0'),
    likely('qwen.qwen3-235b-a22b-2507', 'qwen.qwen3-235b-a22b-2507-v1:0'),
    likely('qwen.qwen3-32b', 'qwen.qwen3-32b-v1:0'),
    likely('qwen.qwen3-coder-30b-a3b-instruct', 'qwen.qwen3-coder-30b-a3b-v1:0'),
    likely('qwen.qwen3-coder-480b-a35b-instruct', 'qwen.qwen3-coder-480b-a35b-v1:0'),
    likely('qwen.qwen3-next-80b-a3b-instruct', 'qwen.qwen3-next-80b-a3b'),
    likely('qwen.qwen3-vl-235b-a22b-instruct', 'qwen.qwen3-vl-235b-a22b'),
    likely('deepseek.v3.1', 'deepseek.v3-v1:0'),
    likely('moonshotai.kimi-k2-thinking', 'moonshot.kimi-k2-thinking'),
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

/** The finding on an id that only the endpoint bedrock-mantle knows; refused where it was seen, else a warning. */
export function mantleFindings({ base, row, asOf }: CheckContext): readonly Finding[] {
  const name = NAMES.get(base);
  if (name !== undefined) {
    const { runtime, evidence } = name;
    const why = `The endpoint bedrock-mantle knows this id; the runtime calls the model ${runtime}.`;
    return [invalid(why, [evidence], evidence.grade !== 'inferred')];
  }
  const { onRuntime } = row;
  // Without a day the model is judged as of a time when the runtime served it.
  if (asOf === null || onRuntime?.is !== false) return [];
  const why = 'Only the endpoint bedrock-mantle knew the model then.';
  return [invalid(why, evidenceFor(onRuntime), isSeen(onRuntime))];
}
