import type { Json } from '../../json/json.ts';
import type { Operation, Verdict } from '../problem.ts';
import { validate, type Wording } from '../validate.ts';

/** For tests: the verdict on a body given as a value. */
export const check = (operation: Operation, modelId: string, body: Json, wording?: Wording): Verdict =>
  validate({ operation, modelId, body: JSON.stringify(body) }, wording);

export const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
export const NOVA = 'amazon.nova-lite-v1:0';

/** A body that Claude accepts, with changes. */
export const claudeBody = (changes: { readonly [key: string]: Json } = {}): Json => ({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 10,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  ...changes,
});

/** A request that Converse accepts, with changes. */
export const converseBody = (changes: { readonly [key: string]: Json } = {}): Json => ({
  messages: [{ role: 'user', content: [{ text: 'hi' }] }],
  ...changes,
});
