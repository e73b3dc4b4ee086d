import { describe, expect, it } from 'vitest';
import { REFUSED_BY_LITELLM, resultOf, VIEW } from '../testing.ts';
import { snippetInput } from './from-view.ts';

const of = { profile: 'litellm-1.109', settings: {}, region: 'us-east-1' } as const;
const request = { model: 'bedrock/invoke/m', max_tokens: 4.0 };

describe('what snippets are written from', () => {
  it('is the call that leads to the view, under its release and switches', () => {
    const settings = { dropParams: true, modifyParams: true };
    const input = snippetInput(resultOf(request), VIEW, { ...of, settings });
    expect(input).toMatchObject({
      modelId: 'm',
      region: 'us-east-1',
      outgoing: { operation: 'InvokeModel' },
    });
    expect(input?.call).toMatchObject({ form: 'chat', dropParams: true, modifyParams: true });
    expect(input?.call?.release).toMatch(/^1\.109\./);
    expect(JSON.parse(input?.call?.requestText ?? '')).toEqual(request);
  });

  it.each([
    ['bedrock/invoke/m', 'bedrock/converse/m'],
    ['bedrock/converse_like/m', 'bedrock/converse/m'],
    ['bedrock/m', 'bedrock/converse/m'],
    ['m', 'bedrock/converse/m'],
  ])('names the route in the model string %s where it is not the call’s own', (model, named) => {
    const text = `{"model": "${model}", "temperature": 1.0, "9": 1}`;
    const input = snippetInput(resultOf(text), { ...VIEW, route: 'converse' }, of);
    const written = input?.call?.requestText ?? '';
    expect(JSON.parse(written).model).toBe(named);
    // Numbers and the order of keys stay as they were written.
    expect(written).toMatch(/"temperature": 1\.0,\s+"9": 1/);
  });

  it.each([['[1]'], ['{"model": 1}']])('leaves %s as it stands, which names no model', (text) => {
    const input = snippetInput(resultOf(text), { ...VIEW, route: 'converse' }, of);
    expect(input?.call?.requestText).toBe(text);
  });

  it('is a call to Bedrock alone where no LiteLLM sends the body', () => {
    const invoke = resultOf(request, { recognised: { form: 'invoke', by: 'sign', sign: '' } });
    expect(snippetInput(invoke, VIEW, of)?.call).toBeNull();
    expect(snippetInput(resultOf(request), VIEW, { ...of, profile: 'strict' })?.call).toBeNull();
  });

  it('is nothing where nothing is sent, and has no model id where none is known', () => {
    expect(snippetInput(resultOf(request), REFUSED_BY_LITELLM, of)).toBeNull();
    expect(snippetInput(resultOf(request), { ...VIEW, model: null }, of)?.modelId).toBe('');
  });
});
