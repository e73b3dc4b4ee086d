import type { Context } from '../call/context.ts';
import { invokeProvider } from '../models/provider.ts';
import { CHAT_COMPLETIONS_PATH } from './chat-completions.ts';

/**
 * The URL path of the call, percent-encoded as the release does it. AI21 on invoke never streams, LiteLLM cuts its whole answer up itself.
 */
export function outgoingPath({ model, profile, stream }: Context): string {
  if (model.family === 'chat-completions') return CHAT_COMPLETIONS_PATH;
  if (model.route === 'converse') return `/model/${model.pathId}/${stream ? 'converse-stream' : 'converse'}`;
  const streams = stream && invokeProvider(profile.release, model.litellmModel) !== 'ai21';
  return `/model/${model.pathId}/${streams ? 'invoke-with-response-stream' : 'invoke'}`;
}
