import { describe, expect, it } from 'vitest';
import { toolNames } from './tool-names.ts';

const renamed = (...names: string[]) => Object.fromEntries(toolNames(names));

describe('toolNames', () => {
  it('leaves names alone that Claude takes', () => {
    expect(renamed('get_weather', 'a-b')).toEqual({});
  });

  it('replaces other characters', () => {
    expect(renamed('actions/list.runs', 'look up')).toEqual({
      'actions/list.runs': 'actions_list_runs',
      'look up': 'look_up',
    });
  });

  it('never gives two tools one name', () => {
    expect(renamed('a/b', 'a_b', 'a.b')).toEqual({ 'a/b': 'a_b_2', 'a.b': 'a_b_3' });
  });

  it('cuts names to 128 characters, the number included', () => {
    const long = 'x'.repeat(130);
    expect(renamed(long, 'x'.repeat(128))).toEqual({ [long]: `${'x'.repeat(126)}_2` });
  });
});
