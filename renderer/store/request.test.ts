import { beforeEach, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { chooseProfile, loadSample, replaceRequest, typeText, undoReplace, useRequest } from './request.ts';

const first = useRequest.getInitialState();
const now = () => useRequest.getState();

beforeEach(() => useRequest.setState(first, true));

describe('the request at hand', () => {
  it('opens on the first sample', () => {
    expect(now().text).toBe(SAMPLES[0]?.text);
    expect(now().profile).toBe('litellm-1.87');
  });

  it('keeps what a sample replaces, selectors included, and brings it back', () => {
    typeText('{"mine": 1}');
    chooseProfile('strict');
    loadSample(SAMPLES[1]?.id ?? '');
    expect(now().text).toBe(SAMPLES[1]?.text);
    undoReplace();
    expect(now()).toMatchObject({ text: '{"mine": 1}', profile: 'strict', undo: null });
  });

  it('belongs to no sample any more once it is typed into', () => {
    loadSample(SAMPLES[1]?.id ?? '');
    typeText(`${now().text} `);
    expect(now()).toMatchObject({ sample: null, undo: null });
  });

  it('changes only what a fix changes', () => {
    const { text } = now();
    replaceRequest({ profile: 'litellm-1.90' }, 'Switched to LiteLLM 1.90');
    expect(now()).toMatchObject({ text, profile: 'litellm-1.90', route: 'auto' });
    expect(now().undo?.label).toBe('Switched to LiteLLM 1.90');
  });

  it('takes no sample that is not there', () => {
    loadSample('nothing');
    expect(now().undo).toBeNull();
  });
});
