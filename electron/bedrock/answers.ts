import type { SendFailure } from '../../shared/contract/sending.ts';
import { recogniseForeign } from '../../shared/eventstream/foreign.ts';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { failure } from './failure.ts';
import { hintFor } from './hints.ts';
import type { BedrockTarget } from './target.ts';

const utf8 = new TextEncoder();

/** Parses JSON, however deep it nests: what reads answers does not follow it. Undefined where the text is none. */
export function answerJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const textMember = (value: Json | undefined, ...names: readonly string[]): string | null => {
  if (!isObject(value)) return null;
  const found = names.map((name) => value[name]).find((member) => typeof member === 'string');
  return typeof found === 'string' ? found : null;
};

/** The exception's name without namespace and without the address behind the colon. */
const bareType = (type: string): string => type.split(':', 1)[0]?.split('#').pop() ?? type;

/** Reads an error answer. Anything but an AWS error body is reported as a foreign answer. */
export function readError(
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
  target: BedrockTarget,
): SendFailure {
  const body = answerJson(text);
  const named = headers['x-amzn-errortype'] ?? textMember(body, '__type', 'code');
  const requestId = headers['x-amzn-requestid'] ?? null;
  const message = textMember(body, 'message', 'Message');
  if (named || message !== null) {
    const type = named ? bareType(named) : `HTTP ${status}`;
    return failure('bedrock', type, message ?? '', hintFor(type, status, target), { status, requestId });
  }
  const foreign = recogniseForeign(utf8.encode(text));
  const told = foreign ? `: ${foreign.message}` : '';
  return failure(
    'protocol',
    'ForeignAnswer',
    `HTTP ${status} that does not come from Bedrock${foreign ? ` (${foreign.kind})` : ''}${told}`,
    'A proxy, a gateway or another server seems to have answered: check the endpoint.',
    { status, requestId },
  );
}

const REASON_NAMES = [
  'stop_reason',
  'stopReason',
  'finish_reason',
  'finishReason',
  'completionReason',
  'reason',
];
const REASON_HOLDERS = ['choices', 'results', 'outputs', 'generations', 'completions', 'finishReason'];

/** No family nests its reason deeper. */
const DEEPEST = 8;

/** The stop reason of a response that was not streamed, in any family's form. */
export function readStopReason(value: Json | undefined, depth = 0): string | null {
  if (depth > DEEPEST) return null;
  if (isArray(value)) return readStopReason(value[0], depth + 1);
  if (!isObject(value)) return null;
  const direct = textMember(value, ...REASON_NAMES);
  if (direct !== null) return direct;
  return REASON_HOLDERS.reduce<string | null>(
    (found, name) => found ?? readStopReason(value[name], depth + 1),
    null,
  );
}
