import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

/** What a call is given, read out of code. */
function request(code: string): unknown {
  const result = readRequest(code);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.request;
}

const given = (parameters: Readonly<Record<string, unknown>>): object => ({
  model: 'm',
  messages: [],
  ...parameters,
});

describe('parameters of a function of Python, which the text calls', () => {
  const def = (parameters: string, more: string): string =>
    `def ask(${parameters}):\n    return litellm.completion(model="m", messages=[], ${more})\n`;
  it.each([
    [def('who', 'user=who'), 'ask("a")\nask("b")', { user: 'a' }],
    [def('who: str, n: int = 2', 'user=who, n=n'), 'ask("a")', { user: 'a', n: 2 }],
    [def('who, n=2', 'user=who, n=n'), 'ask(n=3, who="a")', { user: 'a', n: 3 }],
    [def('who, **kw', 'user=who, **kw'), 'print(ask("a", n=3, seed=1))', { user: 'a', n: 3, seed: 1 }],
    [def('who, **kw', 'user=who, **kw'), 'ask("a", **{"n": 3}, who="b")', { user: 'b', n: 3 }],
    [def('who, **kw', 'user=who, **kw'), '', { user: '‹who›' }],
    [def('who, *others, n=1', 'user=others[0], n=n'), 'ask("a", "b", "c")', { user: 'b', n: 1 }],
    [def('*, who, n=1', 'user=who, n=n'), 'ask(who="b")', { user: 'b', n: 1 }],
    [def('who="x"', 'user=who'), 'ask(input())', { user: 'x' }],
    [def('who', 'user=who'), 'name = "a"\nask(name)\nname = "b"', { user: 'a' }],
    [def('who', 'user=who'), 'def again(one):\n    return ask(one)\nagain("a")', { user: 'a' }],
    [
      `def ask(who):\n    ask(who + "b")\n    litellm.completion(model="m", messages=[], user=who)\n`,
      '',
      { user: '‹who›' },
    ],
    [
      'def a(x):\n    b(x + x)\ndef b(y):\n    a(y + y)\n    litellm.completion(model="m", messages=[], user=y)',
      '',
      { user: expect.stringMatching(/^‹/) },
    ],
    [def('who', 'user=who'), '[ask(one) for one in ["a", "b"]]', { user: 'a' }],
  ])('%s%s', (code, calls, expected) => {
    expect(request(`${code}${calls}`)).toEqual(given(expected));
  });

  const METHOD =
    'def ask(self, who, n=1):\n        litellm.completion(model=self.model, messages=[], user=who, n=n)';
  it.each([
    [
      `class C:\n    def __init__(self, model):\n        self.model = model\n    ${METHOD}\nC("m").ask("a", n=2)`,
      { user: 'a', n: 2 },
    ],
    [
      `class C:\n    def __init__(self, model="m"):\n        self.model = model\n    ${METHOD}\nc = C()\nc.ask("a")`,
      { user: 'a', n: 1 },
    ],
    [
      `class C:\n    model = "m"\n    @traced\n    ${METHOD}\n    def all(self):\n        self.ask("a")`,
      { user: 'a', n: 1 },
    ],
    [
      `class C:\n    @classmethod\n    def ask(cls, who):\n        litellm.completion(model="m", messages=[], user=who)\nC.ask("a")`,
      { user: 'a' },
    ],
    [
      `class C:\n    def create(self, model):\n        client.chat.completions.create(model="m", messages=[], user=model)`,
      { user: '‹model›' },
    ],
  ])('%s', (code, expected) => {
    expect(request(code)).toEqual(given(expected));
  });
});

describe('parameters of a function of JavaScript, which the text calls', () => {
  const call = (more: string): string =>
    `client.chat.completions.create({ model: "m", messages: [], ${more} })`;
  it.each([
    [
      `const ask = async (who, n = 2) => ${call('user: who, n')};\nask("a"); ask("b", 3);`,
      { user: 'a', n: 2 },
    ],
    [
      `async function ask(who: string, { n = 2, seed }: Options = {}) { return ${call('user: who, n, seed')}; }\nask("a", { seed: 1 });`,
      { user: 'a', n: 2, seed: 1 },
    ],
    [
      `async function ask(who, { n = 2 } = {}) { return ${call('user: who, n')}; }\nask("a");`,
      { user: 'a', n: 2 },
    ],
    [`function ask(...who) { return ${call('user: who[1]')}; }\nask("a", "b");`, { user: 'b' }],
    [`const ask = function ([who]) { return ${call('user: who')}; }\nask(["a"]);`, { user: 'a' }],
    [`function ask(who) { return ${call('user: who')}; }`, { user: '‹who›' }],
    [`function ask(who) { ask(who + "b"); return ${call('user: who')}; }`, { user: '‹who›' }],
    [
      `class C { constructor(private who: string, private n = 2) {} ask = async (seed) => ${call('user: this.who, n: this.n, seed')}; }\nnew C("a").ask(1);`,
      { user: 'a', n: 2, seed: 1 },
    ],
    [
      `class C { constructor(who) { this.who = who; } ask(seed) { return ${call('user: this.who, seed')}; } }\nconst c = new C("a"); c.ask(1);`,
      { user: 'a', seed: 1 },
    ],
    [`const api = { ask: (who) => ${call('user: who')} };\napi.ask("a");`, { user: 'a' }],
  ])('%s', (code, expected) => {
    expect(request(code)).toEqual(given(expected));
  });
});

describe('what a function of the text gives back', () => {
  const TURNS =
    'def turns(system, said):\n    out = [system]\n    for one in said:\n        out.append(one)\n    return out\n';
  const CALL = (messages: string): string => `litellm.completion(model="m", messages=${messages})`;
  const open = (name: string): object => ({ role: 'user', content: name });
  it.each([
    [`${TURNS}${CALL('turns("s", ["a", "b"])')}`, ['s', 'a', 'b']],
    [
      `${TURNS}m = turns("s", said=["a"])\n${CALL('m + turns("t", [])')}`,
      ['s', 'a', open('‹turns("t", [])›')],
    ],
    [`def turns():\n    return ["a"]\n${CALL('turns()')}`, ['a']],
    [`async def turns():\n    return ["a"]\nasync def main():\n    ${CALL('await turns()')}`, ['a']],
    [`def turns():\n    if long:\n        return []\n${CALL('turns()')}`, [open('‹turns()›')]],
    [`def turns():\n    return turns() + turns()\n${CALL('turns()')}`, [open('‹turns() + turns()›')]],
    [`def a():\n    return b() + b()\ndef b():\n    return a() + a()\n${CALL('a()')}`, expect.anything()],
    [
      `def say(t):\n    return t + "!"\n${CALL('[say(t) for t in ["a", "b"]]')}`,
      [open('‹say(t)›'), open('‹say(t)›')],
    ],
    [
      `class C:\n    def turns(self, t):\n        return [t]\n    def ask(self):\n        ${CALL('self.turns("a")')}`,
      ['a'],
    ],
  ])('%s', (code, messages) => {
    expect(request(code)).toEqual({ model: 'm', messages });
  });

  it.each([
    ['const turns = (t) => [t, "b"];', ['a', 'b']],
    ['function turns(t) { const all = [t]; all.push("b"); return all; }', ['a', 'b']],
    ['async function turns(t) { return [t]; }', ['a']],
    ['function turns(t) { return; }', [open('‹turns("a")›')]],
  ])('in JavaScript: %s', (code, messages) => {
    expect(
      request(`${code}\nawait client.chat.completions.create({ model: "m", messages: turns("a") });`),
    ).toEqual({
      model: 'm',
      messages,
    });
  });
});

describe('members of an object of the text’s own class', () => {
  const DATA = '@dataclass\nclass S:\n    model: str = "m"\n    n: int = 2\n    seed: int = None\n';
  const INIT =
    'class S:\n    n = 3\n    def __init__(self, model):\n        self.model = "bedrock/" + model\n';
  it.each([
    [DATA, 's = S(n=4)', { model: 'm', messages: [], n: 4 }],
    [DATA, 's = S("x")', { model: 'm', messages: [], n: 2 }],
    [INIT, 's = S("x")', { model: 'bedrock/x', messages: [], n: 3 }],
    [INIT, 's = T("x")', { model: '‹s.model›', messages: [] }],
  ])('%s%s', (code, made, expected) => {
    expect(request(`${code}${made}\nlitellm.completion(model=s.model, messages=[], n=s.n)`)).toEqual(
      expected,
    );
  });
});

describe('a name that stands for a function', () => {
  it.each([
    ['ask = partial(litellm.completion, model="m", n=1)\nask(messages=[], n=2)', { n: 2 }],
    ['ask = functools.partial(litellm.completion, "m")\nask([], user="a")', { user: 'a' }],
    ['ask = litellm.completion\nask(model="m", messages=[])\nprint(partial(int, base=2))', {}],
    ['ask = partial(print, "m")\nask("a")\nlitellm.completion(model="m", messages=[])', {}],
    ['ask = ask\nask("a")\nlitellm.completion(model="m", messages=[])', {}],
  ])('%s', (code, expected) => {
    expect(request(code)).toEqual(given(expected));
  });
});
