import { describe, expect, it } from 'vitest';
import type { FixAction } from '../../shared/contract/inspection.ts';
import { doneText } from './done.ts';

describe('what a fix says once it is applied', () => {
  it.each<[FixAction['fix'], string]>([
    [{ kind: 'drop', pointer: '/tools/0/strict' }, 'Dropped tools[0].strict'],
    [{ kind: 'drop-params', params: ['seed', 'tools'] }, 'Dropped seed, tools'],
    [{ kind: 'rename', pointer: '/max_token', key: 'max_tokens' }, 'Renamed max_token to max_tokens'],
    [{ kind: 'set', pointer: '/max_tokens', value: 4096 }, 'Set max_tokens to 4096'],
    [{ kind: 'route', route: 'converse' }, 'Took the converse route'],
    [{ kind: 'profile', profile: 'litellm-1.90' }, 'Switched to LiteLLM 1.90'],
  ])('%j', (fix, text) => {
    expect(doneText(fix)).toBe(text);
  });

  it('names the places of several at once, not the first of them', () => {
    const fix = { kind: 'drop', pointer: '/messages/38/content/0/text' } as const;
    expect(doneText(fix, 2)).toBe('Dropped messages[*].content[*].text, 2 times');
  });
});
