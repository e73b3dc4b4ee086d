import { type Digest, digestAnswer, type WholeAnswer } from '../../shared/capture/digest.ts';
import type { Flag } from '../../shared/capture/exchange.ts';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { OPERATIONS, type Operation } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';

/** A captured call that is over, its content codings undone; secrets are still in it. */
export interface CapturedCall {
  /** Of Bedrock; empty on the client side and where it is not known. */
  readonly operation: string;
  readonly model: string;
  readonly request: Uint8Array;
  readonly answer: WholeAnswer | null;
  /** What is known to be secret, and the salt of the marks. */
  readonly secrets: readonly string[];
  readonly salt: string;
}

/** What is known of a captured call beside what the wire says. */
export interface Judged extends Omit<Digest, 'message'> {
  readonly title: string;
  readonly flags: readonly Flag[];
}

const LONGEST_TITLE = 200;
const INTERNAL: ReadonlySet<string> = new Set(AUDIT_KEYS);

const NOTHING: Digest = {
  usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null },
  stopReason: null,
  error: '',
  message: '',
  frames: 0,
  firstTokenMs: null,
  longestGapMs: null,
  burstShare: null,
  cutOff: false,
  damaged: 0,
};

function parse(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return null;
  }
}

const firstText = (content: Json | undefined): string => {
  if (typeof content === 'string') return content;
  if (!isArray(content ?? null)) return '';
  for (const block of content as readonly Json[]) {
    if (isObject(block) && typeof block.text === 'string') return block.text;
  }
  return '';
};

/** What was asked last, in one line. */
function titleOf(body: Json): string {
  if (!isObject(body)) return '';
  const { messages, prompt, inputText, input } = body;
  const list = isArray(messages ?? null)
    ? (messages as readonly Json[])
    : isArray(input ?? null)
      ? (input as readonly Json[])
      : [];
  const asked = list.filter((message) => isObject(message) && message.role === 'user').at(-1);
  const text = isObject(asked ?? null) ? firstText((asked as { content?: Json }).content) : '';
  const other = [prompt, inputText, input].find((value) => typeof value === 'string');
  return (text || (typeof other === 'string' ? other : ''))
    .replace(/\s+/g, ' ')
    .slice(0, 2 * LONGEST_TITLE)
    .trim();
}

const isOperation = (name: string): name is Operation => OPERATIONS.some((operation) => operation === name);

/** Keys of LiteLLM's own that stand in a body for Bedrock, and what Bedrock would refuse it for. */
function flagsOf({ operation, model, request }: CapturedCall, body: Json): readonly Flag[] {
  if (!isOperation(operation) || !isObject(body)) return [];
  const inner = body.additionalModelRequestFields;
  const keys = [...Object.keys(body), ...(isObject(inner ?? null) ? Object.keys(inner as object) : [])];
  const leaked = keys.filter((key) => INTERNAL.has(key) || key.startsWith('litellm_'));
  const verdict = validate({ operation, modelId: model, body: new TextDecoder().decode(request) });
  const refusing = verdict.problems.filter(({ severity }) => severity === 'error');
  const wrong = refusing.map(({ key, pointer }) => key ?? pointer).filter((key) => !leaked.includes(key));
  const flags: Flag[] = [];
  const bad = leaked.filter(
    (key) => refusing.length === 0 || refusing.some((problem) => problem.key === key),
  );
  if (bad.length > 0) flags.push({ kind: 'leaked', count: bad.length, names: bad });
  if (verdict.kind === 'refused' && wrong.length > 0)
    flags.push({ kind: 'refused', count: wrong.length, names: wrong });
  return flags;
}

/** Gaps as long as this are a stall to a reader, milliseconds. */
const STALL_MS = 2_000;
/** So large a share of deliveries on top of one another is a burst. */
const BURST_SHARE = 0.5;

function flagsOfAnswer(digest: Digest, deliveries: number): readonly Flag[] {
  const flags: Flag[] = [];
  if (digest.cutOff) flags.push({ kind: 'cut-off', count: 1, names: [] });
  if (digest.damaged > 0) flags.push({ kind: 'damaged', count: digest.damaged, names: [] });
  if ((digest.longestGapMs ?? 0) >= STALL_MS) flags.push({ kind: 'stalled', count: 1, names: [] });
  if (digest.frames > 0 && deliveries > 4 && (digest.burstShare ?? 0) >= BURST_SHARE)
    flags.push({ kind: 'burst', count: Math.round((digest.burstShare ?? 0) * (deliveries - 1)), names: [] });
  return flags;
}

export const redactorOf = ({ salt, secrets }: Pick<CapturedCall, 'salt' | 'secrets'>): Redactor => {
  const redactor = new Redactor(salt);
  redactor.learn(...secrets);
  return redactor;
};

/** Judges a captured call: what it asks, what is wrong with it, what its answer says. */
export function judge(call: CapturedCall): Judged {
  const body = parse(call.request);
  const digest = call.answer ? digestAnswer(call.answer) : NOTHING;
  const { message: _message, ...read } = digest;
  const redactor = redactorOf(call);
  return {
    ...read,
    error: redactor.text(digest.error).text,
    title: redactor.text(titleOf(body)).text.slice(0, LONGEST_TITLE),
    flags: [...flagsOf(call, body), ...flagsOfAnswer(digest, call.answer?.deliveries.length ?? 0)],
  };
}
