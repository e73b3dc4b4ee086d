import { describe, expect, it } from 'vitest';
import { sieved } from './sieve.ts';

const CALL = /complete\(/g;
const filler = (statement: string): string => statement.repeat(Math.ceil(70_000 / statement.length));
const kept = (text: string, language: 'Python' | 'JavaScript'): string =>
  sieved(text, language, CALL)
    .replace(/[^\S\n]+\n/g, '')
    .trim();

describe('what a call needs of a long program', () => {
  it.each([
    ['Python', 'a = """\nb = 1\n"""\n', 'x = 1\ny = [x]\nclient.complete(y)'],
    ['Python', 'if a:\n    b()\nelse:\n    c(# (\n)\n', '@deco\ndef f(n):\n    complete(n)'],
    ['Python', 'a = b(\n"(",\n)\n', 'y = []\ny.append(1)\ncomplete(y)'],
    ['JavaScript', 'a(/[/"]/, `)\n`);\n', 'const {\n  x, y\n} = z;\nz.complete(x)\n  .then(y);'],
    ['JavaScript', 'a = b\n? c\n: d; /* ( */\n', 'Object.assign(y, { z })\ncomplete(y)'],
  ] as const)('in %s, among %j', (language, around, needed) => {
    const text = `${filler(around)}${needed}\n${filler(around)}`;
    expect(kept(text, language)).toBe(needed);
    expect(sieved(text, language, CALL).indexOf(needed)).toBe(text.indexOf(needed));
  });

  it('is all of it where most is needed, and all of a short one', () => {
    const many = filler('complete(x)\n');
    expect(sieved(many, 'Python', CALL)).toBe(many);
    expect(sieved('a = 1\n', 'Python', CALL)).toBe('a = 1\n');
  });
});
