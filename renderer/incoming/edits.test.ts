import { describe, expect, it } from 'vitest';
import { withKey } from './edits.ts';
import { splitModel, withModelId } from './model-string.ts';

const TEXT = '{\n  "model": "bedrock/x",\n  // my note\n  "max_tokens": 5\n}';

describe('editing one key of the typed request', () => {
  it('changes a value and leaves the rest as typed', () => {
    expect(withKey(TEXT, 'max_tokens', 9)).toBe(
      '{\n  "model": "bedrock/x",\n  // my note\n  "max_tokens": 9\n}',
    );
  });

  it('adds a key with the indentation of the rest', () => {
    expect(withKey('{\n  "a": 1\n}', 'stream_chunk_size', 512)).toBe(
      '{\n  "a": 1,\n  "stream_chunk_size": 512\n}',
    );
  });

  it('takes a key out', () => {
    expect(withKey('{\n  "a": 1,\n  "b": 2\n}', 'b', undefined)).toBe('{\n  "a": 1\n}');
    expect(withKey('{"a": 1}', 'b', undefined)).toBe('{"a": 1}');
  });

  it('refuses what is no JSON object', () => {
    expect(withKey('curl https://x -d {}', 'a', 1)).toBeNull();
    expect(withKey('{"a": ', 'a', 1)).toBeNull();
    expect(withKey('[1]', 'a', 1)).toBeNull();
  });
});

describe('model strings', () => {
  it.each([
    ['bedrock/invoke/anthropic.claude-v2', 'bedrock/invoke/', 'anthropic.claude-v2'],
    ['bedrock/us.amazon.nova-lite-v1:0', 'bedrock/', 'us.amazon.nova-lite-v1:0'],
    ['converse/meta.llama3', 'converse/', 'meta.llama3'],
    ['anthropic.claude-v2', '', 'anthropic.claude-v2'],
    [
      'bedrock/arn:aws:bedrock:us-east-1:1:imported-model/x',
      'bedrock/',
      'arn:aws:bedrock:us-east-1:1:imported-model/x',
    ],
  ])('splits %s', (model, prefix, id) => {
    expect(splitModel(model)).toEqual({ prefix, id });
  });

  it('keeps the route prefix when the model is changed', () => {
    expect(withModelId('bedrock/invoke/a', 'b')).toBe('bedrock/invoke/b');
    expect(withModelId('a', 'b')).toBe('bedrock/b');
  });
});
