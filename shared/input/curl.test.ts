import fc from 'fast-check';
import { parse } from 'shell-quote';
import { describe, expect, it } from 'vitest';
import { shellWords } from './curl.ts';

/** The words as the library tells them, which looks at each sign alone. */
function toldBy(command: string): readonly string[] {
  const told = parse(command, (name) => `$${name}`);
  return told.flatMap((token) => {
    if (typeof token === 'string') return [token];
    if ('pattern' in token) return [token.pattern];
    return 'comment' in token ? [] : [token.op];
  });
}

const long = 'a "b" \\ $c # * ; '.repeat(100);

describe('the words of a command', () => {
  it('are those that the library tells, however long a quoted text is', () => {
    const piece = fc.oneof(
      fc.constantFrom('a', ' ', "'", '"', '\\', '#', '$', '*', ';', '|', '(', '\t', '-d', `'${long}'`, long),
      fc.constantFrom(`"${long}'`, `\\'${long}'`, `${long}'`, "'0'", '{}', '$HOME', '\u{10fffc}', '<'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const command = pieces.join('');
        // What is rewritten before the library sees it.
        fc.pre(!command.includes("$'"));
        let told: readonly string[] | null = null;
        try {
          told = toldBy(command);
        } catch {
          // A gap that the library throws at is read in another way.
        }
        if (told) expect(shellWords(command)).toEqual(told);
      }),
      { numRuns: 500 },
    );
  });

  it('are whole where a long text is put aside beside a variable that is being typed', () => {
    expect(shellWords(`curl -d '${long}' -H "\${"`)).toEqual(['curl', '-d', long, '-H', '${']);
  });
});
