import { describe, expect, it, vi } from 'vitest';
import type { FormId } from '../../shared/input/forms.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { type Prediction, predict } from './predict.ts';
import { sinceWhen, sinceWhenTyped } from './since-when.ts';

/* Where releases were found to change by probing them, body by body: what `strata bisect` and the timeline say. */

const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const IMPORTED = 'arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123';
const LEAK = { max_tokens: 5, skip_mcp_handler: true, mcp_handler_context: { a: 1 } };

const REFUSED_LEAK = 'stream_chunk_size: Extra inputs are not permitted';

const spansOf = (request: JsonObject, form: FormId = 'chat') =>
  sinceWhenTyped(
    {
      text: JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], ...request }),
      route: 'auto',
      form,
    },
    null,
  );

/** The releases at which something at or below a place comes, goes or changes. */
const changesOf = (request: JsonObject, place: string): readonly string[] =>
  spansOf(request).flatMap(({ from, changed }) =>
    changed.some((one) => one === place || one.startsWith(`${place}/`)) ? [from] : [],
  );

const on = (route: string, more: JsonObject): JsonObject => ({
  model: `bedrock/${route}/${CLAUDE}`,
  ...more,
});
const SIZE = { max_tokens: 5, stream: true, stream_chunk_size: 512 };
const GUARDED = { max_tokens: 5, guardrailConfig: { guardrailIdentifier: 'g', guardrailVersion: '1' } };
const FIELDS = '/body/additionalModelRequestFields';

describe('Since when a request is sent as it is', () => {
  it.each<readonly [what: string, request: JsonObject, place: string, at: readonly string[]]>([
    ['stream_chunk_size on invoke', on('invoke', SIZE), '/body/stream_chunk_size', ['1.90.0']],
    ['stream_chunk_size on Converse', on('converse', SIZE), `${FIELDS}/stream_chunk_size`, ['1.80.8']],
    ['skip_mcp_handler on invoke', on('invoke', LEAK), '/body/skip_mcp_handler', ['1.108.11', '1.109.0']],
    [
      'mcp_handler_context on invoke',
      on('invoke', LEAK),
      '/body/mcp_handler_context',
      ['1.108.11', '1.109.0'],
    ],
    ['skip_mcp_handler on Converse', on('converse', LEAK), `${FIELDS}/skip_mcp_handler`, ['1.80.10']],
    ['the empty system of Converse', on('converse', { max_tokens: 5 }), '/body/system', ['1.90.0']],
    ['the empty fields of Converse', on('converse', { max_tokens: 5 }), FIELDS, ['1.90.0']],
    [
      'a guardrail on invoke',
      on('invoke', GUARDED),
      '/headers/x-amzn-bedrock-guardrailidentifier',
      ['1.92.0'],
    ],
    ['the default max_tokens on invoke', on('invoke', {}), '/body/max_tokens', ['1.109.0']],
    ['an imported model', { model: `bedrock/openai/${IMPORTED}`, max_tokens: 5 }, '/path', ['1.81.15']],
    [
      'litellm_proxy_rate_limit_response',
      on('invoke', { max_tokens: 5, litellm_proxy_rate_limit_response: { a: 1 } }),
      '/body/litellm_proxy_rate_limit_response',
      ['1.96.0'],
    ],
  ])('is told of %s', (_, request, place, at) => {
    expect(changesOf(request, place)).toEqual(at);
  });

  it('is told of what LiteLLM itself refuses: Kimi on invoke', () => {
    const spans = spansOf({ model: 'bedrock/invoke/moonshot.kimi-k2-thinking', max_tokens: 5 });
    const at = spans.find(({ outcome }) => outcome !== 'not-sent');
    expect(at?.from).toBe('1.101.0');
    expect(spans.at(-1)?.outcome).not.toBe('not-sent');
  });

  it('is told of how the answer is read: the size is taken on invoke from 1.104.0 on, by the messages API never', () => {
    const taken = spansOf(on('invoke', SIZE)).filter(({ reading }) => reading?.includes('takes the size'));
    expect(taken.map(({ from }) => from)[0]).toBe('1.104.0');
    const messages = spansOf(on('invoke', SIZE), 'messages');
    expect(messages.some(({ reading }) => reading?.includes('takes the size'))).toBe(false);
    expect(messages.at(-1)?.until).toBe(taken.at(-1)?.until);
  });

  it('is told of models that moved before the oldest release: Jamba takes Converse in all of them', () => {
    const spans = spansOf({ model: 'bedrock/ai21.jamba-1-5-mini-v1:0', max_tokens: 5 });
    expect(spans.every(({ changed }) => !changed.includes('/path'))).toBe(true);
  });

  it('tells of a model that is served no more what each release would have been refused for', () => {
    vi.stubEnv('STRATA_AS_OF', '2026-11-01');
    const spans = spansOf({
      model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0',
      max_tokens: 5,
      stream_chunk_size: 64,
    });
    vi.unstubAllEnvs();
    const leaking = spans.filter(({ besides }) => besides.includes(REFUSED_LEAK));
    expect(leaking.at(-1)?.until).toBe('1.89.7');
    expect(spans.at(-1)?.besides).toEqual([]);
    expect(spans.every(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('tells of a second mistake that ends with a release, where every release is refused for the first one', () => {
    const spans = spansOf({
      model: 'bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0',
      max_tokens: 5,
      stream_chunk_size: 64,
    });
    expect(new Set(spans.map(({ message }) => message?.slice(0, 10)))).toEqual(new Set(['Invocation']));
    expect(spans.filter(({ besides }) => besides.includes(REFUSED_LEAK)).at(-1)?.until).toBe('1.89.7');
    expect(spans.at(-1)?.besides).toEqual([]);
  });

  it('tells why a call for the Responses API does not become a chat call', () => {
    const spans = spansOf(on('converse', { input: 'Hi', max_tool_calls: 2 }), 'responses');
    expect(spans.at(-1)).toMatchObject({
      from: '1.108.7',
      outcome: 'not-sent',
      message: 'UnsupportedParamsError: Chat completions have no max_tool_calls.',
    });
    expect(spans.at(-2)?.outcome).not.toBe('not-sent');
  });

  it('does not say again what the answer lists itself', () => {
    const spans = spansOf({ model: 'bedrock/us.amazon.nova-pro-v1:0', max_tokens: 0, temperature: 3 });
    expect(spans.at(-1)?.message).toMatch(/^2 validation errors detected/);
    expect(spans.at(-1)?.besides).toEqual([]);
  });
});

it.each(['invoke', 'converse'] as const)(
  'tells of %s the same, whatever is known of the release before',
  (route) => {
    const request = { messages: [{ role: 'user', content: 'Hi' }], ...on(route, LEAK) };
    const ask = (profile: ProfileId, before: Prediction | null) =>
      predict({ api: 'chat', request, profile }, null, before);
    expect(sinceWhen(ask)).toEqual(sinceWhen((profile) => ask(profile, null)));
  },
);

it('A body that goes out as it did under the release before is not judged anew', () => {
  const request = { messages: [{ role: 'user', content: 'Hi' }], ...on('invoke', LEAK) };
  const verdicts = new Set<unknown>();
  const spans = sinceWhen((profile, before) => {
    const prediction = predict({ api: 'chat', request, profile }, null, before);
    verdicts.add(prediction.verdict);
    return prediction;
  });
  expect(spans.length).toBeGreaterThan(2);
  expect(verdicts.size).toBe(spans.length);
});
