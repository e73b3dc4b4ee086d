import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

/** What a call is given, read out of code. */
function request(code: string): unknown {
  const result = readRequest(code);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.request;
}

const CALL = 'litellm.completion(model="m", messages=[], **p)';
const PARAMS = 'd = {"temperature": 0.5, "top_p": None, "user": "", "seed": seed}';

describe('comprehensions of Python', () => {
  it.each([
    ['{k: v for k, v in d.items() if v is not None}', { temperature: 0.5, user: '' }],
    ['{k: v for k, v in d.items() if v}', { temperature: 0.5 }],
    ['{k: v for (k, v) in d.items() if v not in (None, "")}', { temperature: 0.5 }],
    ['{k: v for k, v in d.items() if k in {"user", "n"}}', { user: '' }],
    ['{k: v for k, v in d.items() if k != "top_p" and not k == "user"}', { temperature: 0.5 }],
    ['{k: v for k, v in d.items() if is_set(v)}', { temperature: 0.5, top_p: null, user: '' }],
    ['{k: d[k] for k in d if d[k] is not None or k == "top_p"}', { temperature: 0.5, top_p: null, user: '' }],
    ['{k: v for k, v in {**more, "n": 1}.items() if v is not None}', { n: 1 }],
    ['{k.lower(): v for k, v in {**more, "N": 1}.items()}', { n: 1 }],
    ['{k: v for k, v in zip(["n", "user"], [1, "x"])}', { n: 1, user: 'x' }],
    ['{k: v for k, v in load().items() if v}', {}],
  ])('%s', (made, expected) => {
    const { messages, model, ...rest } = request(`${PARAMS}\np = ${made}\n${CALL}`) as Record<
      string,
      unknown
    >;
    expect([model, messages, rest]).toEqual(['m', [], expected]);
  });

  it.each([
    [
      '[{"role": r, "content": t} for r, t in turns]',
      [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b' },
      ],
    ],
    [
      '[{"role": "user", "content": f"{i}: {t[1]}"} for i, t in enumerate(turns, 1)]',
      [
        { role: 'user', content: '1: a' },
        { role: 'user', content: '2: b' },
      ],
    ],
    [
      '[m for m in [*earlier, {"role": "system", "content": "s"}, {"role": "user", "content": "x"}] if m["role"] != "system"]',
      [
        { role: 'user', content: '‹earlier›' },
        { role: 'user', content: 'x' },
      ],
    ],
    [
      'list({"role": "user", "content": str(i)} for i in range(2))',
      [
        { role: 'user', content: '0' },
        { role: 'user', content: '1' },
      ],
    ],
    [
      '[{"role": "user", "content": [{"type": "text", "text": x} for x in xs]} for xs in [["a"], ["b", "c"]]]',
      [
        { role: 'user', content: [{ type: 'text', text: 'a' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'b' },
            { type: 'text', text: 'c' },
          ],
        },
      ],
    ],
    [
      '[{"role": "user", "content": x + "!"} for x in [*earlier, "b"]]',
      [
        { role: 'user', content: '‹earlier›' },
        { role: 'user', content: 'b!' },
      ],
    ],
    ['[x for x in x]', [{ role: 'user', content: '‹[x for x in x]›' }]],
    ['[[y for y in range(999)] for x in range(999)]', expect.anything()],
  ])('%s', (made, expected) => {
    const code = `turns = [("user", "a"), ("assistant", "b")]\nlitellm.completion(model="m", messages=${made})`;
    expect(request(code)).toEqual({ model: 'm', messages: expected });
  });

  it('know their own names alone', () => {
    expect(
      request(
        'k = "x"\nd = {"a": k}\nlitellm.completion(model=k, messages=[d["a"] for k in ["y", "z"]], user=k)',
      ),
    ).toEqual({ model: 'x', messages: ['x', 'x'], user: 'x' });
  });
});

describe('a call in a loop of Python', () => {
  it.each([
    ['for m in ["a", "b"]:', 'm', 'a'],
    ['for i, m in enumerate(["a", "b"]):', 'm', 'a'],
    ['for i, (m, n) in enumerate([("a", "b")]):', 'n', 'b'],
    ['for m, n in {"a": "b"}.items():', 'n', 'b'],
    ['for m in {"a": 1}:', 'm', 'a'],
    ['for m in [*models, "b"]:', 'm', '‹m›'],
    ['for m in models:', 'm', '‹m›'],
    ['m = ["a"]\nfor m in m:', 'm', 'a'],
  ])('is that of the first round: %s', (loop, name, model) => {
    expect(request(`${loop}\n    litellm.completion(model=${name}, messages=[])`)).toEqual({
      model,
      messages: [],
    });
  });

  it('is that of the first round of a comprehension, too', () => {
    expect(request('x = [litellm.completion(model=m, messages=[]) for m in ("a", "b")]')).toEqual({
      model: 'a',
      messages: [],
    });
  });
});

describe('texts of Python', () => {
  it.each([
    ['"{} of {who}".format("x", who=name)', 'x of ‹name›'],
    ['"{{}} {0}{0}".format(1)', '{} 11'],
    ['"{x!r}".format(x=1)', '‹"{x!r}".format(x=1)›'],
    ['"{x}".format(y=1)', '‹"{x}".format(y=1)›'],
    ['", ".join(["a", name, "c"])', 'a, ‹name›, c'],
    ['", ".join(names)', '‹", ".join(names)›'],
    ['" A ".strip().lower()', 'a'],
    ['" a".upper().rstrip().lstrip()', 'A'],
    ['"a-b".replace("-", "+")', 'a+b'],
    ['"a" if name is None else "b"', '‹"a" if name is None else "b"›'],
    ['"a" if "x" in {"x"} else "b"', 'a'],
    ['"a" if [] else "b"', 'b'],
    ['"a" if (0.0 or {}) else "b"', 'b'],
    ['"a" if "x" == "y" or 1 != 2 else "b"', 'a'],
    ['"a" if "x" in "axe" else "b"', 'a'],
    ['"a" if f"{name}" in "axe" else "b"', '‹"a" if f"{name}" in "axe" else "b"›'],
    ['"a" if ("x" == "y") else "b"', 'b'],
    ['f"{name}-b".replace("-", "+")', '‹f"{name}-b".replace("-", "+")›'],
    ['"a" if "x" in {"x": 1} else "b"', 'a'],
    ['"a" if name in ["x"] else "b"', '‹"a" if name in ["x"] else "b"›'],
    ['"a" if "x" in [name, "x"] else "b"', 'a'],
  ])('%s', (made, user) => {
    expect(request(`litellm.completion(model="m", messages=[], user=${made})`)).toEqual({
      model: 'm',
      messages: [],
      user,
    });
  });
});

const CREATE = 'client.chat.completions.create';

describe('lists and maps of JavaScript', () => {
  it.each([
    [
      'turns.map((t) => ({ role: t.role, content: t.text }))',
      [
        { role: 'user', content: 'a' },
        { role: 'system', content: 'b' },
      ],
    ],
    [
      'turns.map(({ role, text }, i) => { return { role, content: i + ": " + text }; })',
      [
        { role: 'user', content: '0: a' },
        { role: 'system', content: '1: b' },
      ],
    ],
    ['turns.filter((t) => t.role !== "system").map((t) => t.text)', ['a']],
    ['turns.filter((t) => !(t.role === "system" || t.text == null) && isGood(t)).map((t) => t.text)', ['a']],
    ['["a", null, "", "b"].filter(Boolean)', ['a', 'b']],
    ['[...earlier, "x"].map((t) => t + "!")', [{ role: 'user', content: '‹earlier›' }, 'x!']],
    ['["x"].concat(["y"], "z", more)', ['x', 'y', 'z', { role: 'user', content: '‹more›' }]],
    ['["x", "y", "z"].slice(-2)', ['y', 'z']],
    ['Array.from(["x"])', ['x']],
    ['turns.map(function (t) { return t.text; })', ['a', 'b']],
    ['turns.map((t) => { log(t); })', [{ role: 'user', content: '‹turns.map((t) => { log(t); })›' }]],
    ['turns.map(render)', [{ role: 'user', content: '‹turns.map(render)›' }]],
    [
      'turns.map((t) => { log(t); return t.text; })',
      [{ role: 'user', content: '‹turns.map((t) => { log(t); return t.tex…›' }],
    ],
    ['Object.values({ a: "x" })', ['x']],
    ['Object.keys({ a: "x" })', ['a']],
  ])('%s', (made, messages) => {
    const turns = 'const turns = [{ role: "user", text: "a" }, { role: "system", text: "b" }];';
    expect(request(`${turns}\nawait ${CREATE}({ model: "m", messages: ${made} });`)).toEqual({
      model: 'm',
      messages,
    });
  });

  it.each([
    ['...Object.fromEntries(Object.entries(p).filter(([, v]) => v != null))', { n: 1, user: 'x' }],
    [
      '...Object.fromEntries(Object.entries(p).filter(([k, v]) => v !== undefined && k !== "user"))',
      { n: 1, seed: null },
    ],
    ['...Object.fromEntries(Object.entries({ ...more, n: 2 }).filter(([, v]) => v))', { n: 2 }],
    ['...(p.n === 1 && { seed: 2 })', { seed: 2 }],
    ['...(p.seed && { seed: 2 })', {}],
    ['...(p.seed === null && { n: 3 })', { n: 3 }],
    ['...(p.n === null && { n: 3 })', {}],
    ['...(isLong && { seed: 2 })', {}],
    ['user: p.n === 2 ? "a" : "b"', { user: 'b' }],
    ['user: isLong ? "a" : "b"', { user: '‹isLong ? "a" : "b"›' }],
    ['user: p.n && [] ? "a" : "b"', { user: 'a' }],
  ])('%s', (members, expected) => {
    const code = `const p = { n: 1, user: "x", seed: null };\nawait ${CREATE}({ model: "m", messages: [], ${members} });`;
    expect(request(code)).toEqual({ model: 'm', messages: [], ...expected });
  });

  it.each([
    ['for (const m of ["a", "b"])', 'a'],
    ['for (const [m, n] of Object.entries({ a: 1 }))', 'a'],
    ['for (const { m } of [{ m: "a" }])', 'a'],
    ['let m; [m] = ["a"];', 'a'],
    ['for (const m of models)', '‹m›'],
  ])('a call in a loop is that of the first round: %s', (loop, model) => {
    expect(request(`${loop} await ${CREATE}({ model: m, messages: [] });`)).toEqual({ model, messages: [] });
  });
});

describe('behind a loop, what it changes has been changed in all its rounds', () => {
  const user = (content: string): object => ({ role: 'user', content });
  it.each([
    ['for t in ["a", "b"]:\n    m.append({"role": "user", "content": t})', [user('a'), user('b')]],
    [
      'for t in ["a", "b"]:\n    one = {"role": "user", "content": t}\n    m.append(one)',
      [user('a'), user('b')],
    ],
    [
      'for q, a in [("a", "b"), ("c", "d")]:\n    m.append(user(q))\n    m += [a]',
      [user('‹user(q)›'), 'b', user('‹user(q)›'), 'd'],
    ],
    [
      'for q, a in [("a", "b"), ("c", "d")]:\n    m.append(q)\n    m.append(a)\nm.append("e")',
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['for k, v in {"a": "b", **more}.items():\n    m.append(v)', ['b', user('‹more›')]],
    ['for t in [*earlier, "b"]:\n    m.append(t)', [user('‹earlier›'), 'b']],
    ['for t in turns:\n    m.append(t)', [user('‹t›')]],
    ['for t in []:\n    m.append(t)', []],
    ['n = m\nfor t in ["a", "b"]:\n    n.append(t)', ['a', 'b']],
    ['for t in ["a", "b"]:\n    m = [t]', ['a']],
    ['for t in ["a", "b"]:\n    for u in ["c", "d"]:\n        m.append(t + u)', ['ac', 'bc']],
  ])('%s', (loop, messages) => {
    expect(request(`m = []\n${loop}\nlitellm.completion(model="m", messages=m)`)).toEqual({
      model: 'm',
      messages,
    });
  });

  it.each([
    ['for (const t of ["a", "b"]) m.push({ role: "user", content: t });', [user('a'), user('b')]],
    ['for (const { q } of [{ q: "a" }, { q: "b" }]) { const one = q + "!"; m.push(one); }', ['a!', 'b!']],
    ['for (const t of turns) m.push(t);', [user('‹t›')]],
    ['for (let i = 0; i < 3; i++) m.push("a");', ['a']],
  ])('%s', (loop, messages) => {
    expect(request(`const m = [];\n${loop}\nawait ${CREATE}({ model: "m", messages: m });`)).toEqual({
      model: 'm',
      messages,
    });
  });

  it('in it, only what came before in the first', () => {
    const code =
      'm = []\nfor t in ["a", "b"]:\n    m.append(t)\n    litellm.completion(model="m", messages=m)\n    m.append("c")\nm.append("d")';
    expect(request(code)).toEqual({ model: 'm', messages: ['a'] });
  });
});
