import { expect, it } from 'vitest';
import type { FlagKind } from '../../shared/capture/exchange.ts';
import { gravestFirst } from './FlagTags.tsx';

it('what breaks a call stands before what was done to it', () => {
  const kinds: readonly FlagKind[] = ['altered', 'held', 'retried', 'refused', 'leaked'];
  const flags = kinds.map((kind) => ({ kind, count: 1, names: [] }));
  expect(gravestFirst(flags).map(({ kind }) => kind)).toEqual([
    'leaked',
    'refused',
    'altered',
    'held',
    'retried',
  ]);
});
