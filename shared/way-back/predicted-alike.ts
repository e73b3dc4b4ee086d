import type { JsonObject } from '../json/json.ts';
import { profileOf } from '../pipeline/releases/profile.ts';
import { chatChunks, chatWhole, type HandedStream } from './chat.ts';
import type { AnsweredCall } from './hand-back.ts';
import { adaptedEvents } from './messages-adapted.ts';
import { nativeEvents } from './messages-native.ts';
import { responsesEvents } from './responses.ts';
import { saidIn } from './said.ts';
import { saidInWhole } from './said-whole.ts';
import { adaptedWhole, nativeWhole, responsesWhole } from './whole.ts';

/** What the profile hands on for what a stream says. */
export function predictedStream(real: readonly JsonObject[], call: AnsweredCall): HandedStream {
  const { release } = profileOf(call.profile);
  if (call.family === 'anthropic-messages') {
    const answers = real.map((data, frame) => ({ frame, type: 'chunk', data }));
    return nativeEvents(answers, null, release);
  }
  const includeUsage = call.includeUsage || call.form !== 'chat';
  const chat = chatChunks(saidIn(real, call.form, release), { release, includeUsage });
  if (call.form === 'messages') return adaptedEvents(chat, release);
  return call.form === 'responses' ? responsesEvents(chat, release) : chat;
}

/** What the profile hands on for what a whole answer says. */
export function predictedWhole(value: JsonObject, { form, family, profile }: AnsweredCall): JsonObject {
  const { release } = profileOf(profile);
  if (family === 'anthropic-messages') return nativeWhole(value, release);
  const said = saidInWhole(value, form);
  if (form === 'messages') return adaptedWhole(said, release);
  return form === 'responses' ? responsesWhole(said, release) : chatWhole(said);
}
