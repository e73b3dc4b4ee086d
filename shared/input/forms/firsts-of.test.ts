import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

/** What is told of a call in a text, and how each is listed. */
function told(code: string, call = 0): { readonly taken: string; readonly calls: readonly string[] } {
  const result = readRequest(code, 'auto', call);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.carried;
}

/** The sentences about what comes first, of all that is told. */
const firsts = (code: string, call = 0): readonly string[] =>
  told(code, call).taken.match(/The first [^.]*\./g) ?? [];

const CALL = 'litellm.completion(model="m", messages=[{"role": "user", "content": q}])';

describe('what of a program a call is the first of, in Python', () => {
  it.each([
    ['no loop', CALL, []],
    [
      'a loop over a list',
      `for q in ["a", "b"]:\n    ${CALL}`,
      ['The first of 2 rounds of the loop in line 1.'],
    ],
    ['a loop that goes once', `for q in ["a"]:\n    ${CALL}`, []],
    [
      'a loop over what only a run would tell',
      `import litellm\nfor q in load():\n    ${CALL}`,
      ['The first round of the loop in line 2.'],
    ],
    ['while', `while True:\n    q = input()\n    ${CALL}`, ['The first round of the loop in line 1.']],
    ['what a loop does when it ends', `for q in ["a", "b"]:\n    pass\nelse:\n    ${CALL}`, []],
    [
      'a loop over the answer',
      'for chunk in litellm.completion(model="m", messages=[], stream=True):\n    print(chunk)',
      [],
    ],
    [
      'a comprehension',
      `all = [${CALL} for q in ["a", "b"]]`,
      ['The first of 2 rounds of the loop in line 1.'],
    ],
    [
      'a comprehension with a condition',
      `all = [${CALL} for q in ["a", "b"] if q]`,
      ['The first round of the loop in line 1.'],
    ],
    [
      'a generator',
      `all = list(${CALL} for q in ["a", "b"])`,
      ['The first of 2 rounds of the loop in line 1.'],
    ],
    [
      'a loop in a loop',
      `for q in ["a", "b"]:\n    for n in range(3):\n        ${CALL}`,
      ['The first of 3 rounds of the loop in line 2.', 'The first of 2 rounds of the loop in line 1.'],
    ],
    [
      'a function that is called several times',
      `def ask(q):\n    return ${CALL}\n\nask("a")\nask("b")`,
      ['The first of 2 calls of ask, in line 4.'],
    ],
    ['a function that is called once', `def ask(q):\n    return ${CALL}\nask("a")`, []],
    [
      'a function that a loop calls',
      `def ask(q):\n    return ${CALL}\nfor one in ["a", "b"]:\n    ask(one)`,
      ['The first of 2 rounds of the loop in line 3.'],
    ],
    [
      'a method',
      `class A:\n    def ask(self, q):\n        return ${CALL}\nA().ask("a")\nA().ask("b")`,
      ['The first of 2 calls of ask, in line 4.'],
    ],
    ['functions that call each other', `def a(q):\n    b(q)\ndef b(q):\n    a(q)\n    ${CALL}`, []],
  ])('%s', (_, code, expected) => {
    expect(firsts(code)).toEqual(expected);
  });

  it('counts a function’s calls as far as they are remembered', () => {
    const code = `def ask(q):\n    ${CALL}\n${'ask("a")\n'.repeat(80)}`;
    expect(firsts(code)).toEqual(['The first call of ask, in line 3.']);
  });

  it('goes by where a model of LangChain’s is asked, not by where it is made', () => {
    const code = 'llm = ChatLiteLLM(model="m")\nfor q in ["a", "b"]:\n    llm.invoke(q)';
    expect(firsts(code)).toEqual(['The first of 2 rounds of the loop in line 2.']);
  });

  it('names the lines of the document that the code stands in', () => {
    expect(firsts(`# Asking\n\n\`\`\`python\nfor q in ["a", "b"]:\n    ${CALL}\n\`\`\`\n`)).toEqual([
      'The first of 2 rounds of the loop in line 4.',
    ]);
  });
});

describe('what of a program a call is the first of, in JavaScript', () => {
  const call = 'await client.chat.completions.create({model: "m", messages: [{role: "user", content: q}]});';
  it.each([
    [
      'a loop over a list',
      `for (const q of ["a", "b"]) {\n  ${call}\n}`,
      ['The first of 2 rounds of the loop in line 1.'],
    ],
    ['a counted loop', `for (let i = 0; i < 3; i++) ${call}`, ['The first round of the loop in line 1.']],
    ['while', `while (true) {\n  ${call}\n}`, ['The first round of the loop in line 1.']],
    ['a loop over the answer', `for await (const part of ${call.slice(0, -1)}) {\n  print(part);\n}`, []],
    [
      'a function that is called several times',
      `const ask = async (q) => {\n  ${call}\n};\nawait ask("a");\nawait ask("b");`,
      ['The first of 2 calls of ask, in line 4.'],
    ],
  ])('%s', (_, code, expected) => {
    expect(firsts(code)).toEqual(expected);
  });
});

describe('calls of a text', () => {
  const code = `${CALL}\n\nfor q in ["a", "b"]:\n    ${CALL}\n`;

  it('are listed with the line that each stands in', () => {
    const what = 'a Python call, litellm.completion';
    expect(told(code).calls).toEqual([`${what} in line 1`, `${what} in line 4`]);
  });

  it('are told by number and line, with what the chosen one is the first of', () => {
    expect(told(code).taken).toContain('The text has 2 calls; number 1 in line 1 is shown.');
    expect(told(code, 1).taken).toContain('The text has 2 calls; number 2 in line 4 is shown.');
    expect([firsts(code), firsts(code, 1)]).toEqual([[], ['The first of 2 rounds of the loop in line 3.']]);
  });
});
