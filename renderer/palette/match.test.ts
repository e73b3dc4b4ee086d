import { describe, expect, it } from 'vitest';
import { matchScore } from './match.ts';

describe('finding a command', () => {
  it('wants every word of the query in the name or the keywords', () => {
    expect(matchScore('Drop it — stream_chunk_size', 'drop it')).toBe(1);
    expect(matchScore('Titan refuses seed', 'drop it', ['Samples'])).toBe(0);
    expect(matchScore('Titan refuses seed', 'sample titan', ['Samples'])).toBeGreaterThan(0);
  });

  it('does not pick letters from all over', () => {
    expect(matchScore('Open the recorded stream “Collected, then replayed”', 'drop it')).toBe(0);
  });

  it('prefers the start of the name, then the start of a word, then the middle of one, then a keyword', () => {
    const scores = [
      matchScore('Route: invoke', 'route'),
      matchScore('Use the converse route', 'route'),
      matchScore('Rerouted', 'route'),
      matchScore('Invoke', 'route', ['Route']),
    ];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  it('takes everything while nothing is asked', () => {
    expect(matchScore('Anything', '  ')).toBe(1);
  });
});
