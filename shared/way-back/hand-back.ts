import { isObject, type JsonObject } from '../json/json.ts';
import type { FamilyId } from '../pipeline/call/model.ts';
import { ANSWER_TOOL } from '../pipeline/messages/made-up.ts';
import { loads } from '../pipeline/python/json.ts';
import { type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { chatChunks, chatWhole, type HandedStream } from './chat.ts';
import { readerOf } from './decode/index.ts';
import { asStream, readWhole } from './decode/whole.ts';
import { adaptedEvents } from './messages-adapted.ts';
import { nativeEvents } from './messages-native.ts';
import type { AnswerEvent, Broken } from './piece.ts';
import { responsesEvents } from './responses.ts';
import { adaptedWhole, nativeWhole, responsesWhole } from './whole.ts';

/** The forms in which an answer is handed on. */
export type HandedForm = 'chat' | 'messages' | 'responses';

/** The call that was answered, as far as it decides what the answer becomes. */
export interface AnsweredCall {
  readonly form: HandedForm;
  readonly profile: ProfileId;
  readonly family: FamilyId;
  /** True where the caller asked for a stream. */
  readonly stream: boolean;
  /** `stream_options: {include_usage: true}`. */
  readonly includeUsage: boolean;
  /** The body that was sent: a tool of LiteLLM's own in it changes how the answer is read. */
  readonly body: JsonObject;
}

/** Bedrock's answer: the events of a stream and how it broke off, or a whole body. */
export type BedrockAnswer =
  | { readonly kind: 'stream'; readonly events: readonly AnswerEvent[]; readonly broken: Broken | null }
  | { readonly kind: 'whole'; readonly body: JsonObject };

/** What LiteLLM hands to its caller. */
export type Handed =
  | ({ readonly kind: 'stream' } & HandedStream)
  | { readonly kind: 'whole'; readonly value: JsonObject };

/** True where the request holds the tool by which LiteLLM asks for a form of the answer. */
function wantsJson(body: JsonObject): boolean {
  const config = isObject(body.toolConfig ?? null) ? (body.toolConfig as JsonObject) : body;
  return JSON.stringify(config.tools ?? null).includes(ANSWER_TOOL);
}

function streamed(call: AnsweredCall, answer: BedrockAnswer): HandedStream {
  const { form, family } = call;
  const { release } = profileOf(call.profile);
  if (family === 'anthropic-messages' && answer.kind === 'stream') {
    return nativeEvents(answer.events, answer.broken, release);
  }
  const decoded =
    answer.kind === 'whole'
      ? asStream(readWhole(answer.body, family, release), release)
      : readerOf(family)(answer.events, release, wantsJson(call.body));
  const broken = decoded.broken ?? (answer.kind === 'stream' ? answer.broken : null);
  const includeUsage = call.includeUsage || form !== 'chat';
  const chat = chatChunks({ ...decoded, broken }, { release, includeUsage });
  if (form === 'messages') return adaptedEvents(chat, release);
  return form === 'responses' ? responsesEvents(chat, release) : chat;
}

function whole({ form, family, profile }: AnsweredCall, body: JsonObject): JsonObject {
  const { release } = profileOf(profile);
  if (family === 'anthropic-messages') return nativeWhole(body, release);
  const message = readWhole(body, family, release);
  if (form === 'messages') return adaptedWhole(message, release);
  return form === 'responses' ? responsesWhole(message, release) : chatWhole(message);
}

/**
 * What LiteLLM hands to its caller for an answer of Bedrock's, in the caller's form. Ids, times, costs and guesses of
 * what kinds of tokens there are are left out; the strict profile is like the release it is made after.
 */
export function handBack(call: AnsweredCall, answer: BedrockAnswer): Handed {
  if (call.stream || answer.kind === 'stream') return { kind: 'stream', ...streamed(call, answer) };
  return { kind: 'whole', value: whole(call, answer.body) };
}

/** The JSON of a whole answer; null where it is none. */
export function wholeBody(text: string): JsonObject | null {
  const value = loads(text);
  return value !== undefined && isObject(value) ? value : null;
}
