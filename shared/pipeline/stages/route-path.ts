import type { Context } from '../context.ts';

/** The URL path of the call, percent-encoded as the release does it. */
export function outgoingPath(context: Context): string {
  const { model, stream } = context;
  return model.route === 'invoke'
    ? `/model/${model.modelId}/${stream ? 'invoke-with-response-stream' : 'invoke'}`
    : `/model/${encodeURIComponent(model.modelId)}/${stream ? 'converse-stream' : 'converse'}`;
}
