import { decode, retime, type Transformed, transform, validate } from '@strata-inspector/core';

const sent: Transformed = transform('{}', { profile: 'litellm-1.109', route: 'converse' });
export const said: string =
  sent.kind === 'outgoing' && sent.operation === 'Converse'
    ? validate({ operation: sent.operation, modelId: sent.modelId, body: sent.body }).message
    : sent.kind;
export const longest: number | null = retime(decode(new Uint8Array(0)), 1024).longestSilenceMs;
// @ts-expect-error: a profile has to be named
transform({}, {});
