import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { RecordedFrame } from '../recording/recording.ts';
import { NO_FRAMES, withFrame } from '../recording/summary.ts';
import { ESTIMATED, type HandedStream } from './chat.ts';
import { finishReason } from './finish-reasons.ts';
import { stopReason } from './messages-adapted.ts';

/** Something of Bedrock's answer that the caller does not get, or gets otherwise. */
export interface AnswerLoss {
  readonly what: 'text' | 'thinking' | 'finish reason' | 'usage' | 'trace' | 'end';
  /** One sentence. */
  readonly text: string;
}

/** What was handed on, counted together. */
interface Received {
  readonly text: string;
  readonly thinking: string;
  readonly finish: string | null;
  readonly usage: Json;
  readonly traced: boolean;
}

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value ?? null) ? (value as readonly Json[]).filter(isObject) : [];
const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};
const textAt = (object: JsonObject, key: string): string => {
  const value = object[key];
  return typeof value === 'string' ? value : '';
};

/** What one event of any of the three forms adds. */
function read(event: JsonObject): Partial<Received> {
  const [choice = {}] = objects(event.choices);
  const delta = choice.delta === undefined ? objectAt(event, 'delta') : objectAt(choice, 'delta');
  const block = objectAt(event, 'content_block');
  const response = objectAt(event, 'response');
  const named = choice.finish_reason ?? objectAt(event, 'delta').stop_reason ?? null;
  const status =
    event.type === 'response.created' || event.type === 'response.in_progress' ? null : response.status;
  const finish = named ?? status ?? null;
  const usage = event.usage ?? response.usage ?? null;
  return {
    text:
      textAt(delta, 'content') +
      textAt(delta, 'text') +
      textAt(block, 'text') +
      (event.type === 'response.output_text.delta' ? textAt(event, 'delta') : ''),
    thinking:
      (textAt(delta, 'reasoning_content') || textAt(delta, 'thinking')) +
      textAt(block, 'thinking') +
      (event.type === 'response.reasoning_summary_text.delta' ? textAt(event, 'delta') : ''),
    ...(typeof finish === 'string' ? { finish } : {}),
    ...(usage === null || event.type === 'message_start' ? {} : { usage }),
    ...(event.trace === undefined ? {} : { traced: true }),
  };
}

function received({ events }: HandedStream): Received {
  const all = { text: '', thinking: '', finish: null as string | null, usage: null as Json, traced: false };
  for (const { value } of events) {
    const { text = '', thinking = '', finish, usage, traced } = read(value);
    all.text += text;
    all.thinking += thinking;
    if (finish !== undefined) all.finish = finish;
    if (usage !== undefined) all.usage = usage;
    all.traced ||= traced === true;
  }
  return all;
}

/** How many characters of `given` are missing in `got`, or doubled: by their lengths, which is what a reader notices. */
function difference(what: 'text' | 'thinking', given: string, got: string): readonly AnswerLoss[] {
  const noun = what === 'text' ? 'the answer' : 'what the model thought';
  if (given.length > got.length) {
    const missing = given.length - got.length;
    const words = got === '' ? `All of ${noun} is lost` : `${missing} characters of ${noun} are lost`;
    return [{ what, text: `${words}: the model wrote ${given.length}, the caller gets ${got.length}.` }];
  }
  if (got.length > given.length) {
    return [{ what, text: `${got.length - given.length} characters of ${noun} reach the caller twice.` }];
  }
  return [];
}

/** Words for the same end in the three forms. */
const SAME: readonly ReadonlySet<string>[] = [
  new Set(['stop', 'end_turn', 'stop_sequence', 'completed', 'FINISHED', 'COMPLETE']),
  new Set(['length', 'max_tokens', 'incomplete', 'LENGTH', 'MAX_TOKENS', 'model_context_window_exceeded']),
  new Set(['tool_calls', 'tool_use', 'completed']),
  new Set(['content_filter', 'refusal', 'incomplete', 'content_filtered', 'guardrail_intervened']),
];
const sameEnd = (a: string, b: string): boolean =>
  a === b || SAME.some((words) => words.has(a) && words.has(b));

function usageLoss(
  got: Json,
  tokens: { readonly input: number | null; readonly output: number | null },
): readonly AnswerLoss[] {
  if (tokens.input === null && tokens.output === null) return [];
  const counted = `${tokens.input ?? '?'} tokens in and ${tokens.output ?? '?'} out`;
  if (got === null) {
    const text = `Bedrock counts ${counted}; the caller gets no usage. Ask for it with stream_options: {"include_usage": true}.`;
    return [{ what: 'usage', text }];
  }
  return got === ESTIMATED
    ? [
        {
          what: 'usage',
          text: `Bedrock counts ${counted}; the caller gets an estimate by LiteLLM’s own tokenizer.`,
        },
      ]
    : [];
}

const written = (frames: readonly RecordedFrame[], kind: 'text' | 'reasoning'): string =>
  frames.flatMap(({ deltas }) => deltas.map((delta) => (delta.kind === kind ? delta.text : ''))).join('');

/** What the caller of LiteLLM does not get of a streamed answer, or gets otherwise than Bedrock gave it. */
export function answerLosses(
  frames: readonly RecordedFrame[],
  handed: HandedStream,
  release: Release,
): readonly AnswerLoss[] {
  const given = frames.reduce((summary, frame) => withFrame(summary, frame), NO_FRAMES);
  const got = received(handed);
  const losses: AnswerLoss[] = [
    ...difference('text', written(frames, 'text'), got.text),
    ...difference('thinking', written(frames, 'reasoning'), got.thinking),
  ];
  const { stopReason: reason } = given;
  if (reason !== null && got.finish !== null && !sameEnd(reason, got.finish)) {
    const meant = finishReason(reason, release);
    const known = meant === got.finish || stopReason(meant, release) === got.finish;
    const text = known
      ? `Bedrock stopped with ${reason}, for which LiteLLM has no word of its own: the caller reads ${got.finish}.`
      : `Bedrock stopped with ${reason}, the caller reads ${got.finish}.`;
    losses.push({ what: 'finish reason', text });
  }
  if (reason === null && got.finish !== null && !handed.broken) {
    losses.push({
      what: 'end',
      text: `The answer broke off, but the caller reads ${got.finish}, as if it were whole.`,
    });
  }
  losses.push(...usageLoss(got.usage, { input: given.usage.inputTokens, output: given.usage.outputTokens }));
  return losses;
}
