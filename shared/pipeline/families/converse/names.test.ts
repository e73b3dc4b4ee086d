import { describe, expect, it } from 'vitest';
import { readArguments } from './conversation/json-objects.ts';
import { toolUseId } from './names.ts';

describe('toolUseId', () => {
  it('leaves ids alone that Bedrock takes', () => {
    expect(toolUseId('toolu_01.A:b-c', '1.109.1')).toBe('toolu_01.A:b-c');
  });

  it('replaces what Bedrock refuses and keeps different ids different', () => {
    const [slash, blank] = [toolUseId('a/b', '1.109.1'), toolUseId('a b', '1.109.1')];
    expect(slash).toMatch(/^a_b_[0-9a-f]{8}$/);
    expect(slash).not.toBe(blank);
  });

  it('cuts long ids to 64 characters', () => {
    expect(toolUseId('x'.repeat(80), '1.109.1')).toHaveLength(64);
  });

  it('changes nothing before 1.109', () => {
    expect(toolUseId('a/b', '1.90.0')).toBe('a/b');
  });
});

describe('readArguments', () => {
  it('reads one object', () => {
    expect(readArguments('{"a": [1, "}"]}')).toEqual({ objects: [{ a: [1, '}'] }], complete: true });
  });

  it('reads several objects one behind the other', () => {
    expect(readArguments('{"a":"\\"}{"}\n{"b":{}}').objects).toEqual([{ a: '"}{' }, { b: {} }]);
  });

  it('takes values that are not objects for empty ones', () => {
    expect(readArguments('[1]').objects).toEqual([{}]);
  });

  it('says where something is left that is not JSON', () => {
    expect(readArguments('{"a":1}{"b"')).toEqual({ objects: [{ a: 1 }], complete: false });
    expect(readArguments('nonsense')).toEqual({ objects: [], complete: false });
  });
});
