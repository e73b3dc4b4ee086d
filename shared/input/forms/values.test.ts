import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

/** What an argument of a call is read as. */
function argument(call: string, name = 'x'): unknown {
  const result = readRequest(call);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.request[name];
}

describe('values in Python', () => {
  const value = (written: string, before = ''): unknown =>
    argument(`${before}\nlitellm.completion(model="m", messages=[], x=${written})`);

  it.each([
    // Texts
    [
      String.raw`"a\n\t\x41\u00e9\U0001F600\101\
b\q\'"`,
      "a\n\tAé😀Ab\\q'",
    ],
    [String.raw`"\U00110000"`, '\ufffd'],
    [String.raw`r"a\n"`, 'a\\n'],
    ["'''a\nb'''", 'a\nb'],
    ['"a" "b"', 'ab'],
    ['"a" + name', 'a‹name›'],
    ['"a" + f(1)', 'a‹f(1)›'],
    ['int("0xg")', '‹int("0xg")›'],
    ['int("0b")', '‹int("0b")›'],
    ['f"{1} {{x}} {name!r} {\'t\'}"', '1 {x} ‹name› t'],
    [String.raw`rf"\n{n}"`, '\\n‹n›'],
    // Numbers
    ['0x_ff', 255],
    ['0b11', 3],
    ['007.50', 7.5],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['-2', -2],
    ['+2', 2],
    ['4 * 1024', 4096],
    ['2 ** 13 - 1', 8191],
    ['1 / 2', 0.5],
    ['10 ** 20', '‹10 ** 20›'],
    ['1 / 0', '‹1 / 0›'],
    ['true', true],
    ['~2', '‹~2›'],
    ['-name', '‹-name›'],
    ['-True', '‹-True›'],
    ['1j', '‹1j›'],
    // Truth and nothing
    ['[True, False, None]', [true, false, null]],
    // Lists and dictionaries
    ['[1, *[2, 3], *rest]', [1, 2, 3, '‹rest›']],
    ['(1, 2)', [1, 2]],
    ['[1] + [2]', [1, 2]],
    ['[1] * 2', '‹[1] * 2›'],
    ['[1] + 2', '‹[1] + 2›'],
    ['1 + "a"', '‹1 + "a"›'],
    ['{"a": 1, **{"b": 2}, **more}', { a: 1, b: 2, '**more': '‹more›' }],
    ['{"a": 1} | {"b": 2}', { a: 1, b: 2 }],
    ['{1: 2, None: 3, key: 4}', { '1': 2, null: 3, '‹key›': 4 }],
    // Calls that are known without being run
    ['dict({"a": 1}, b=2)', { a: 1, b: 2 }],
    ['dict(b=2)', { b: 2 }],
    ['json.dumps({"a": [1, name]})', '{"a": [1, "‹name›"]}'],
    ['str("a")', 'a'],
    ['copy.deepcopy([1])', [1]],
    ['" a ".strip()', 'a'],
    ['"a".encode("utf-8")', 'a'],
    ['{"a": 1}.copy()', { a: 1 }],
    ['[1].copy()', [1]],
    ['name.strip()', '‹name.strip()›'],
    ['(1)', 1],
    ['(lambda: 1)', '‹lambda: 1›'],
    ['make(1)', '‹make(1)›'],
  ])('%s', (written, expected) => {
    expect(value(written)).toEqual(expected);
  });

  it.each([
    ['S["a"]', 1],
    ['S["b"]', '‹S["b"]›'],
    ['S[a]', '‹S[a]›'],
    ['L[1]', 'second'],
    ['L[-1]', 'second'],
    ['L["x"]', '‹L["x"]›'],
    ['L[5]', '‹L[5]›'],
    ['S.a', '‹S.a›'],
    ['name["a"]', '‹name["a"]›'],
  ])('looks %s up in what a name was given', (written, expected) => {
    expect(value(written, 'S = {"a": 1}\nL = ["first", "second"]')).toEqual(expected);
  });

  it('takes arguments that are spread', () => {
    const call =
      'PLACES = ["m", []]\nMORE = {"x": 1}\nlitellm.completion(*PLACES, **MORE, **others, top_p=1)';
    expect(argument(call)).toBe(1);
    expect(argument(call, 'model')).toBe('m');
    expect(argument('litellm.completion(*known, messages=[], model="m")', 'model')).toBe('m');
  });

  it('reads what is awaited, and the last of what a name was given before', () => {
    expect(
      argument('M = "a"\nM = "b"\nr = litellm.completion(model=M, messages=[], x=await f())\nM = "c"'),
    ).toBe('‹f()›');
    expect(argument('M = "a"\nM = "b"\nlitellm.completion(model=M, messages=[])\nM = "c"', 'model')).toBe(
      'b',
    );
  });
});

describe('values in JavaScript', () => {
  const value = (written: string, before = ''): unknown =>
    argument(`${before}\nclient.chat.completions.create({ model: 'm', messages: [], x: ${written} })`);

  it.each([
    [
      String.raw`'a\n\x41\u00e9\u{1F600}\0\
b\q'`,
      'a\n\u0041é😀\0bq',
    ],
    [String.raw`'\u{110000}'`, '\ufffd'],
    ["'a' + 1 + name", 'a1‹name›'],
    ["'a' + f(1)", 'a‹f(1)›'],
    ["'a' + [1]", "‹'a' + [1]›"],
    ['1 + 2', 3],
    ['4 * 1024', 4096],
    ['1 / 3', 1 / 3],
    ['1 / n', '‹1 / n›'],
    ["'a' - 1", "‹'a' - 1›"],
    [String.raw`\`a\n${'$'}{'b'}${'$'}{1}${'$'}{name}\``.replaceAll('\\`', '`'), 'a\nb1‹name›'],
    ['1_000n', 1000],
    ['0x10', 16],
    ['-2', -2],
    ['!name', '‹!name›'],
    ['-name', '‹-name›'],
    ["-'a'", "‹-'a'›"],
    ['[true, false, null]', [true, false, null]],
    ['[1, ...[2, 3], ...rest]', [1, 2, 3, '‹rest›']],
    ['{ a: 1, ...{ b: 2 }, ...more }', { a: 1, b: 2, '...more': '‹more›' }],
    ["{ 'a-b': 1, 2: 3, ['c']: 4, [key]: 5, [6]: 7 }", { 'a-b': 1, '2': 3, c: 4, '‹key›': 5, '6': 7 }],
    ['{ a: undefined, b: 1 }', { b: 1 }],
    ['JSON.stringify({ a: [1, name] })', '{"a": [1, "‹name›"]}'],
    ["String('a')", 'a'],
    ['structuredClone([1])', [1]],
    ["new TextEncoder().encode('a')", 'a'],
    ["' a '.trim()", 'a'],
    ['name.trim()', '‹name.trim()›'],
    ["'a'.encode()", 'a'],
    ["('a')", 'a'],
    ["'a' as const", 'a'],
    ['{ a: 1 } satisfies T', { a: 1 }],
    ['() => 1', '‹() => 1›'],
    ['await f()', '‹f()›'],
  ])('%s', (written, expected) => {
    expect(value(written)).toEqual(expected);
  });

  it.each([
    ['s.a', 1],
    ["s['a']", 1],
    ['s.b', '‹s.b›'],
    ['s[a]', '‹s[a]›'],
    ["s['b']", "‹s['b']›"],
    ['list.a', '‹list.a›'],
    ['{ s }', { s: { a: 1 } }],
    ['{ other }', { other: '‹other›' }],
  ])('looks %s up in what a name was given', (written, expected) => {
    expect(value(written, 'const s: Settings = { a: 1 }, list = [1];')).toEqual(expected);
  });

  it('follows a name to another, and to what it was given last', () => {
    expect(value('b', "let a = 'one'; const b = a; a = 'two';")).toBe('one');
    expect(value('b', "let b = 'one'; b = 'two';")).toBe('two');
  });

  it.each(['const request = { model: "m", messages: [] };', '{ model: "m", messages: [] };'])(
    'takes %s for a request',
    (text) => {
      expect(argument(text, 'model')).toBe('m');
    },
  );
});
