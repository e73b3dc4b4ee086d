import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

function toolSent(model: string, profile: ProfileId) {
  const tools = [
    {
      type: 'function',
      function: { name: 'get', parameters: { type: 'object', properties: {} } },
      input_examples: [{ city: 'Rome' }],
      eager_input_streaming: true,
    },
  ];
  const request = { model, messages: [{ role: 'user', content: 'hi' }], max_tokens: 5, tools };
  const result = transform({ api: 'chat', request, profile });
  return result.kind === 'outgoing' ? JSON.stringify(result.outgoing.body) : result.error.type;
}

describe('members of tools that only Claude takes', () => {
  it('go for other models: examples always, eager streaming since 1.109', () => {
    const model = 'bedrock/cohere.command-text-v14';
    expect(toolSent(model, 'litellm-1.87')).not.toContain('input_examples');
    expect(toolSent(model, 'litellm-1.90')).toContain('eager_input_streaming');
    expect(toolSent(model, 'litellm-1.109')).not.toMatch(/input_examples|eager_input_streaming/);
  });

  it('stay for Claude', () => {
    expect(toolSent('bedrock/invoke/anthropic.claude-sonnet-4-6', 'litellm-1.109')).toContain(
      'input_examples',
    );
  });
});
