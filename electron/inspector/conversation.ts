import type { ConversationView } from '../../shared/contract/conversation.ts';
import { contextOf } from '../../shared/conversation/context.ts';
import { readConversation } from '../../shared/conversation/read.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { jsonIn } from '../../shared/json/parse.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';

/** What a conversation is read from: JSON texts, and what they were made with. */
export interface ConversationInput {
  /** The request, as keyword arguments of the call. */
  readonly text: string;
  /** The body that was made of it; null where there is none. */
  readonly body: string | null;
  /** The body of the request before. */
  readonly before: string | null;
  readonly converse: boolean;
  readonly modelId: string;
  readonly profile: ProfileId;
}

function parsed(text: string | null): JsonObject | null {
  if (text === null) return null;
  const value = jsonIn(text);
  return isObject(value) ? value : null;
}

/** A request as a conversation, and what fills the context of its body; what cannot be read is empty. */
export function conversationView(input: ConversationInput): ConversationView {
  const { modelId, converse: isConverse, profile } = input;
  const body = parsed(input.body);
  return {
    conversation: readConversation(parsed(input.text) ?? {}, modelId),
    context:
      body &&
      contextOf({
        body,
        isConverse,
        modelId,
        release: profileOf(profile).release,
        before: parsed(input.before),
      }),
  };
}
