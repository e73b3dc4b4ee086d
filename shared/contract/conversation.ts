import type { Context } from '../conversation/context.ts';
import type { Conversation } from '../conversation/conversation.ts';

/** A request for reading, and what fills the context of the body that was made of it. */
export interface ConversationView {
  readonly conversation: Conversation;
  /** Null where no body is sent. */
  readonly context: Context | null;
}
