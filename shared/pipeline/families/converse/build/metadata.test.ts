import { expect, it } from 'vitest';
import type { ProfileId } from '../../../releases/profile.ts';
import { transform } from '../../../transform.ts';

/** The last two members of a Converse body with request metadata and a schema. */
function lastMembers(profile: ProfileId, drop_params: boolean): readonly string[] {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const request = {
    model: 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    messages: [{ role: 'user', content: 'Hi' }],
    requestMetadata: { a: 'b' },
    response_format: { type: 'json_schema', json_schema: { name: 's', schema } },
    drop_params,
  };
  const result = transform({ api: 'chat', request, profile });
  return result.kind === 'outgoing' ? Object.keys(result.outgoing.body).slice(-2) : [result.kind];
}

it('comes last since 1.109 where drop_params lets LiteLLM filter it, else before the format', () => {
  expect(lastMembers('litellm-1.108.14', true)).toEqual(['requestMetadata', 'outputConfig']);
  expect(lastMembers('litellm-1.110.2', false)).toEqual(['requestMetadata', 'outputConfig']);
  for (const profile of ['litellm-1.109.0', 'litellm-1.110.2'] as const)
    expect(lastMembers(profile, true)).toEqual(['outputConfig', 'requestMetadata']);
});
