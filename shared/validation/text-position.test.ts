import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytePositions } from './text-position.ts';

it('counts lines from one and columns in bytes of UTF-8, wherever it is asked', () => {
  const part = fc.constantFrom('a', '\n', 'é', '世', '🦊', 'x'.repeat(1000), '🦊'.repeat(700));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const positions = bytePositions(parts.join(''));
      for (let i = 0; i <= parts.length; i++) {
        const before = parts.slice(0, i).join('');
        const line = before.split('\n').at(-1) ?? '';
        expect(positions.at(before.length)).toEqual({
          line: before.split('\n').length,
          column: new TextEncoder().encode(line).length,
        });
      }
    }),
  );
});
