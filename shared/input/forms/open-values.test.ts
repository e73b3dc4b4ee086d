import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

const read = (code: string): Extract<ReturnType<typeof readRequest>, { ok: true }> => {
  const result = readRequest(code);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result;
};

describe('values that only a run would tell', () => {
  it('leave out parameters that take no text, and say so at their place', () => {
    const { request, carried, warnings } = read(
      'litellm.completion(model="m", messages=[], tools=TOOLS, temperature=t(), aws_region_name=region, user=u, **more)',
    );
    expect(request).toEqual({ model: 'm', messages: [], user: '‹u›' });
    expect(carried.taken).toContain('Open, as only a run would tell: ‹u›.');
    expect(carried.taken).toContain(
      'Left out, as only a run would tell their values: tools, temperature, aws_region_name, **more. Found:',
    );
    expect(warnings.map(({ hint }) => /left out|stands for it/.exec(hint)?.[0])).toEqual([
      'left out',
      'left out',
      'left out',
      'stands for it',
      'left out',
    ]);
  });

  it('stay where a form cannot do without them', () => {
    expect(
      read('anthropic.Anthropic().messages.create(model="m", messages=[], max_tokens=N)').request,
    ).toEqual({
      model: 'm',
      messages: [],
      max_tokens: '‹N›',
    });
  });

  it('are messages of their own among messages', () => {
    expect(read('litellm.completion(model="m", messages=asked)').request.messages).toEqual([
      { role: 'user', content: '‹asked›' },
    ]);
    expect(read('client.converse(modelId="m", messages=[*earlier, last])').request.messages).toEqual([
      { role: 'user', content: [{ text: '‹earlier›' }] },
      { role: 'user', content: [{ text: '‹last›' }] },
    ]);
  });

  it('stay in front of what is put behind them', () => {
    expect(
      read('m = load()\nm.append("y")\nlitellm.completion(model="m", messages=m)').request.messages,
    ).toEqual([{ role: 'user', content: '‹load()›' }, 'y']);
  });

  it('leave what was written as it is, the way of its numbers too', () => {
    const { request } = read('litellm.completion(model="m", messages=[], temperature=1.0, seed=seed)');
    expect(request).toEqual({ model: 'm', messages: [], temperature: 1 });
  });
});
