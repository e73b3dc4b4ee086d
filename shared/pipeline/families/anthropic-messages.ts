import type { Family } from '../call/family.ts';
import { allowedNames } from './claude/native/names.ts';
import { buildNativeMessages } from './claude/native/native.ts';

/**
 * Claude 3 and later on invoke, called through the Anthropic messages API. There is no map stage:
 * the request has Bedrock's form already, and the build stage reads it from the context.
 */
export const anthropicMessages: Family = {
  id: 'anthropic-messages',
  label: 'Anthropic Claude (messages API)',
  supported: () => [],
  accepts: ({ profile }) => [...allowedNames(profile.release)],
  map: (params) => params,
  build: (_params, context) => buildNativeMessages(context),
};
