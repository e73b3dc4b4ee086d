import { type Json, type JsonObject, objectOf } from '../json/json.ts';
import { valueIn } from '../json/parse.ts';
import { strip } from '../pipeline/python/space.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import { type ClientCall, type Entry, headerOf, METADATA_APART } from './entry.ts';

const ID = /^[a-zA-Z0-9_-]{8,}$/;
const CODEX = /^codex[-_ /]/i;
const OF_CODEX = ['session-id', 'session_id', 'thread-id', 'conversation_id'];
const OF_BEDROCK = ['sessionId', 'threadId', 'conversationId'];

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';

function inHeaders(headers: ClientCall['headers']): boolean {
  const given = (name: string): string => headerOf(headers, name) ?? '';
  if (given('x-litellm-trace-id') !== '' || given('x-litellm-session-id') !== '') return true;
  const ofVendor = Object.entries(headers).some(
    ([name, value]) => /^x-(?:.+-)?session-id$/i.test(name) && ID.test(value),
  );
  const ofCodex = CODEX.test(given('user-agent')) && OF_CODEX.some((name) => ID.test(given(name)));
  const ofBaggage = given('baggage')
    .split(',')
    .some((pair) => {
      const [name = '', ...value] = pair.split('=');
      return strip(name) === 'session.id' && strip(value.join('=')) !== '';
    });
  return ofVendor || ofCodex || ofBaggage;
}

/** As Claude Code writes it: an id behind `_session_`, or an object that names it. */
function inUserId(userId: Json | undefined): boolean {
  const [, id] = typeof userId === 'string' ? (/.*_session_(.*)$/.exec(userId) ?? []) : [];
  const named = objectOf(userId).session_id;
  return /^[\w-]+$/.test(id ?? (typeof named === 'string' ? named : ''));
}

function inBody(body: JsonObject, entry: Entry): boolean {
  const { metadata, litellm_metadata: apart, litellm_session_id: own } = body;
  if (isTruthy(own)) return true;
  const [active, promoted] = METADATA_APART.has(entry)
    ? [objectOf(apart), objectOf(metadata)]
    : [objectOf(metadata), {}];
  const { session_id: named = objectOf(promoted).session_id } = active;
  return isText(named) || inUserId(objectOf(metadata).user_id);
}

/** The tags of a request to Bedrock itself. */
function inTags({ headers, body }: ClientCall): boolean {
  const header = headerOf(headers, 'x-amzn-bedrock-request-metadata');
  const tags = [objectOf(body.requestMetadata), objectOf(header === undefined ? null : valueIn(header))];
  return tags.some((one) => OF_BEDROCK.some((key) => isText(one[key])));
}

/**
 * True where a client's call says which session it belongs to, by any of the headers and members that a proxy reads
 * for that. Source: `apply_missing_session_id_policy`, LiteLLM 1.109.1.
 */
export const namesSession = (call: ClientCall, entry: Entry): boolean =>
  inHeaders(call.headers) || (entry === 'pass-through' ? inTags(call) : inBody(call.body, entry));
