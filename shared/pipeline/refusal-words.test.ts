import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ProfileId } from './releases/profile.ts';
import { transform } from './transform.ts';

const SONNET = 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const OPUS = 'bedrock/us.anthropic.claude-opus-4-7';
const USER = [{ role: 'user', content: 'x' }];
const TOOLS = [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }];

/** As `str(exception)` of LiteLLM 1.87.5 and 1.109.3 says it. */
const SAID: readonly (readonly [string, JsonObject, string])[] = [
  [
    'a temperature on Converse',
    { model: OPUS, temperature: 0.7 },
    'litellm.UnsupportedParamsError: us.anthropic.claude-opus-4-7 does not support temperature=0.7. Only temperature=1 is supported. To drop unsupported params, set `litellm.drop_params = True`.',
  ],
  [
    'a temperature behind the name of the route',
    { model: 'bedrock/converse/us.anthropic.claude-opus-4-7', temperature: 0.7 },
    'litellm.UnsupportedParamsError: converse/us.anthropic.claude-opus-4-7 does not support temperature=0.7. Only temperature=1 is supported. To drop unsupported params, set `litellm.drop_params = True`.',
  ],
  [
    'top_p on Converse',
    { model: OPUS, top_p: 0.7 },
    'litellm.UnsupportedParamsError: us.anthropic.claude-opus-4-7 does not support top_p=0.7. To drop unsupported params, set `litellm.drop_params = True`.',
  ],
  [
    'top_k on Converse',
    { model: OPUS, top_k: 40 },
    'litellm.UnsupportedParamsError: us.anthropic.claude-opus-4-7 does not support top_k=40. To drop unsupported params, set `litellm.drop_params = True`.',
  ],
  [
    'no tool on Converse',
    { model: SONNET, tools: TOOLS, tool_choice: 'none' },
    "litellm.UnsupportedParamsError: Bedrock doesn't support tool_choice=none. To drop it from the call, set `litellm.drop_params = True.",
  ],
  [
    'an unknown choice of tools on Converse',
    { model: SONNET, tools: TOOLS, tool_choice: 'any' },
    "litellm.UnsupportedParamsError: Bedrock doesn't support tool_choice=any. Supported tool_choice values=['auto', 'required', json object]. To drop it from the call, set `litellm.drop_params = True.",
  ],
  [
    'an effort that Nova 2 does not know',
    { model: 'bedrock/us.amazon.nova-2-lite-v1:0', reasoning_effort: 'minimal' },
    "litellm.BadRequestError: Invalid reasoning_effort value 'minimal' for Nova 2 models. Supported values: ['low', 'medium', 'high']",
  ],
  [
    'an unknown effort of a model that thinks adaptively',
    { model: OPUS, reasoning_effort: 'extreme' },
    "litellm.BadRequestError: Invalid reasoning_effort: 'extreme'. Must be one of: 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'none'",
  ],
  ...[SONNET, SONNET.replace('bedrock/', 'bedrock/invoke/')].map(
    (model) =>
      [
        `an unknown effort of a model with a budget: ${model}`,
        { model, reasoning_effort: 'extreme' },
        "litellm.BadRequestError: Unmapped reasoning effort: 'extreme'. Must be one of: 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'none'.",
      ] as const,
  ),
  [
    'an unknown effort in output_config on Converse',
    { model: 'bedrock/us.anthropic.claude-opus-4-6-v1', output_config: { effort: 'extreme' } },
    "litellm.BadRequestError: Invalid reasoning_effort/output_config.effort value: 'extreme'. Must be one of: 'low', 'medium', 'high', 'xhigh', or 'max'.",
  ],
  [
    'an effort in output_config that is a number',
    { model: 'bedrock/us.anthropic.claude-sonnet-4-6', output_config: { effort: 5 } },
    "litellm.BadRequestError: Invalid reasoning_effort/output_config.effort value: 5. Must be one of: 'low', 'medium', 'high', 'xhigh', or 'max'.",
  ],
  [
    'an unknown effort in output_config on invoke',
    { model: 'bedrock/invoke/us.anthropic.claude-opus-4-6-v1', output_config: { effort: 'extreme' } },
    "litellm.BadRequestError: Invalid effort value: 'extreme'. Must be one of: 'high', 'medium', 'low', 'xhigh', 'max'",
  ],
  [
    'no message but the system’s',
    { model: SONNET, messages: [{ role: 'system', content: 's' }] },
    'litellm.BadRequestError: Invalid Message bedrock requires at least one non-system message',
  ],
  [
    'a provider that has no form on invoke',
    { model: 'bedrock/invoke/foo.bar-v1:0' },
    'litellm.NotFoundError: BedrockException - Bedrock Invoke HTTPX: Unknown provider=None, model=invoke/foo.bar-v1:0. Try calling via converse route - `bedrock/converse/<model>`.',
  ],
];

/** Only 1.109 refuses these. */
const SAID_LATER: typeof SAID = [
  [
    'a forced tool on Converse',
    { model: 'bedrock/us.anthropic.claude-opus-5-5', tools: TOOLS, tool_choice: 'required' },
    "litellm.UnsupportedParamsError: us.anthropic.claude-opus-5-5 does not support forced tool use (tool_choice='required' or a named tool). Use tool_choice='auto' and tell the model in the prompt when to call the tool, or set `litellm.drop_params = True` to downgrade to 'auto' automatically.",
  ],
  [
    'an effort that GPT does not know',
    { model: 'bedrock/us.openai.gpt-5.4', reasoning_effort: 'minimal' },
    'litellm.UnsupportedParamsError: us.openai.gpt-5.4 does not support reasoning_effort=minimal. To drop unsupported params, set `litellm.drop_params = True`.',
  ],
];

function said(profile: ProfileId, request: JsonObject): string | undefined {
  const result = transform({ api: 'chat', request: { messages: USER, ...request }, profile });
  return result.kind === 'outgoing' ? undefined : result.error.message;
}

describe('a refusal is told in LiteLLM’s own words, so that a search for them finds others', () => {
  it.each(SAID)('%s', (_, request, words) => {
    expect(said('litellm-1.87.5', request)).toBe(words);
    expect(said('litellm-1.109.3', request)).toBe(words);
  });
  it.each(SAID_LATER)('%s', (_, request, words) => {
    expect(said('litellm-1.109.3', request)).toBe(words);
  });
});
