import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const HI = [{ role: 'user', content: 'hi' }];

function body(model: string, extra_body: Json, profile: ProfileId) {
  const result = transform({
    api: 'chat',
    request: { model, messages: HI, max_tokens: 9, extra_body },
    profile,
  });
  return result.kind === 'outgoing' ? result.outgoing.body : result.kind;
}

describe('an extra_body that is no object', () => {
  const NONE: readonly Json[] = [1, 0, 'x', '', ['a'], [], true];
  const PROFILES = ['litellm-1.87.0', 'litellm-1.95.1', 'litellm-1.104.5', 'litellm-1.110.2'] as const;

  it('ends a chat on invoke before anything is sent', () => {
    for (const profile of PROFILES)
      for (const value of NONE)
        expect(body('bedrock/invoke/mistral.mistral-7b-instruct-v0:2', value, profile)).toBe('crashed');
  });

  it('goes on as it is on Converse, and is merged where it is one', () => {
    for (const profile of PROFILES) {
      expect(body('bedrock/amazon.nova-lite-v1:0', 'x', profile)).toMatchObject({
        additionalModelRequestFields: { extra_body: 'x' },
      });
      expect(body('bedrock/invoke/mistral.mistral-7b-instruct-v0:2', { k: 1 }, profile)).toMatchObject({
        k: 1,
      });
    }
  });
});
