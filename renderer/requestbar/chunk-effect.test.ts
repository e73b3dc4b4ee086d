import { describe, expect, it } from 'vitest';
import { chunkLabel, effectOf } from './chunk-effect.ts';

describe('the field of the chunk size', () => {
  it('shows bytes only of a size that can be read in', () => {
    expect(chunkLabel(64, '64')).toBe('64 B');
    expect(chunkLabel(64, '"64"')).toBe('64 B');
    expect(chunkLabel(null, '"64"')).toBe('"64"');
    expect(chunkLabel(null, '0')).toBe('0');
    expect(chunkLabel(null, 'null')).toBe('not set');
    expect(chunkLabel(null, null)).toBe('not set');
  });

  it('does not name a way of reading where the reader fails or nothing is sent', () => {
    expect(effectOf('outgoing', { fate: 'consumed', severity: 'error' })).toBe('the stream reader fails');
    expect(effectOf('refused', undefined)).toBe('nothing is sent');
    expect(effectOf('outgoing', { fate: 'leaked', severity: 'error' })).toBeNull();
    expect(effectOf('outgoing', { fate: 'consumed', severity: 'info' })).toBeNull();
    expect(effectOf(undefined, undefined)).toBeNull();
  });
});
