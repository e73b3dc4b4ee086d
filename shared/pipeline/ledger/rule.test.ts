import { expect, it } from 'vitest';
import { rule } from './rule.ts';

it('A rule has an id of its own: it cannot be defined a second time', () => {
  const definition = { id: 'map.once', stage: 'map', fate: 'kept', text: 'Kept.', source: 'Test' } as const;
  expect(rule(definition).severity).toBe('info');
  expect(() => rule({ ...definition, text: 'Kept again.' })).toThrow('map.once is defined twice');
});
