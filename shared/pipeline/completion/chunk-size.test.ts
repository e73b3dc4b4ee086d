import { describe, expect, it } from 'vitest';
import { isObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { type ProfileId, profileOf } from '../releases/profile.ts';
import { chunkSizeFault, namedChunkSize, readableChunkSize } from './chunk-size.ts';

/** As a client writes it: integers and floats stay apart, and no digit is lost. */
function asked(size: string) {
  const value = readJson(`{"stream_chunk_size": ${size}}`);
  if (!isObject(value)) throw new Error('no object');
  return value;
}

describe('stream_chunk_size', () => {
  it.each([
    ['1', 1],
    ['2048', 2048],
    ['999999999999999999', 1e18],
    ['"2048"', 2048],
    ['"000000000000000012"', 12],
    ['null', null],
  ])('%s is %s', (text, size) => {
    expect(namedChunkSize(asked(text))).toBe(size);
    expect(chunkSizeFault(asked(text))).toBeNull();
  });

  // What `parse_control_options` of 1.109.1 says.
  it.each([
    ['0', '0'],
    ['-5', '-5'],
    ['true', 'True'],
    ['1.5', '1.5'],
    ['2048.0', '2048.0'],
    ['1e300', '1e+300'],
    ['[]', '[]'],
    ['{"a": 1}', "{'a': 1}"],
    ['[1, 2, 3, 4, 5, 6, 7, 8]', '[1, 2, 3, 4, 5, 6, ...]'],
    ['"abc"', "'abc'"],
    ['"0"', "'0'"],
    ['"２"', "'２'"],
    ['"it\'s"', '"it\'s"'],
    ['"\\n"', "'\\n'"],
    ['"0000000000000000000"', "'0000000000000000000'"],
    [`"${'x'.repeat(40)}"`, "'xxxxxxxxxxxx...xxxxxxxxxxxxx'"],
    ['1000000000000000000', '1000000000000000000'],
    ['12345678901234567890', '12345678901234567890'],
    ['1000000000000000000000000000000', '<int of 100 bits>'],
    ['-1000000000000000000000000000000', '<int of 100 bits>'],
  ])('%s is refused as %s', (text, shown) => {
    expect(namedChunkSize(asked(text))).toBeNull();
    expect(chunkSizeFault(asked(text))).toBe(
      `Invalid stream_chunk_size=${shown}: expected a positive integer of at most 18 digits`,
    );
  });
});

describe('the size that a stream reader is given', () => {
  const MOST = Number.MAX_SAFE_INTEGER;
  it.each([
    // As written, before 1.104, in 1.104, since 1.105.
    ['64', 64, 64, 64],
    ['"64"', null, null, 64],
    ['64.0', null, null, null],
    ['0', null, null, null],
    ['-1', null, null, null],
    ['true', 1, null, null],
    ['999999999999999999', MOST, MOST, MOST],
    ['1000000000000000000', MOST, MOST, null],
    ['null', null, null, null],
  ])('%s is %s, %s, %s', (text, before, whole, checked) => {
    const size = (profile: ProfileId) => readableChunkSize(asked(text), profileOf(profile));
    for (const profile of ['litellm-1.87.0', 'litellm-1.100.3'] as const) expect(size(profile)).toBe(before);
    expect(size('litellm-1.104.5')).toBe(whole);
    for (const profile of ['litellm-1.105.0', 'litellm-1.110.2', 'strict'] as const)
      expect(size(profile)).toBe(checked);
  });
});
