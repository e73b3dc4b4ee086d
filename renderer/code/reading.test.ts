import { EditorState, type TransactionSpec } from '@codemirror/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Reading } from './reading.ts';

/** A document whose changes are noted, as the editor does for what the user types. */
function typing(doc: string) {
  const reading = new Reading();
  let state = EditorState.create({ doc });
  const change = (changes: TransactionSpec['changes'], noted = true): void => {
    const { startState, state: next, changes: made } = state.update(changes ? { changes } : {});
    state = next;
    if (noted) reading.note({ startState, state: next, changes: made });
  };
  return { reading, change, text: () => state.doc.toString() };
}

it('has no text before something was typed', () => {
  expect(typing('as it was').reading.text()).toBeNull();
});

it('reads all keys since it was last read, whatever came in between from elsewhere', () => {
  const text = fc.stringMatching(/^[ab\n]{0,20}$/);
  const step = fc.record({
    at: fc.nat(30),
    length: fc.nat(4),
    insert: text,
    by: fc.constantFrom('key', 'key', 'key', 'elsewhere'),
    read: fc.boolean(),
  });
  fc.assert(
    fc.property(text, fc.array(step, { maxLength: 12 }), (before, steps) => {
      const { reading, change, text: now } = typing(before);
      let typed: string | null = null;
      for (const { at, length, insert, by, read } of steps) {
        const from = Math.min(at, now().length);
        change({ from, to: Math.min(from + length, now().length), insert }, by === 'key');
        if (by === 'key') typed = now();
        if (read) expect(reading.text()).toBe(typed);
      }
      expect(reading.text()).toBe(typed);
    }),
  );
});
