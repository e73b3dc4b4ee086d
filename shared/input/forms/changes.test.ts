import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

/** The messages or another argument of a call whose parts are changed before it is made. */
function argument(code: string, name: string): unknown {
  const result = readRequest(code);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.request[name];
}

/** The message that stands where only a run would tell. */
const OPEN = (name: string): object => ({ role: 'user', content: `‹${name}›` });

const PYTHON = 'litellm.completion(**b)';
const JAVASCRIPT = 'client.chat.completions.create(b)';

describe('changes of parts of a value, before a call of Python', () => {
  it.each([
    ['b["messages"].append("y")', ['x', 'y']],
    ['b["messages"] += ["y"]', ['x', 'y']],
    ['b["messages"].insert(0, "y")', ['y', 'x']],
    ['b["messages"][0] = "y"', ['y']],
    ['b["messages"][-1] += "y"', ['xy']],
    ['b["messages"][7] = "y"', ['x']],
    ['b["messages"].pop()', []],
    ['b["messages"].pop(0)', []],
    ['b.setdefault("messages", ["y"])', ['x']],
    ['b.setdefault("messages", []).append("y")', ['x', 'y']],
    ['if long:\n    b["messages"].pop(0)', ['x']],
    ['del b', ['x']],
    ['b["messages"].extend(history)', ['x', OPEN('history')]],
    ['b["messages"] = earlier + b["messages"]', [OPEN('earlier'), 'x']],
    ['b["messages"] = (b["messages"] + ["y", "z"])[-2:]', ['y', 'z']],
    ['b["messages"] = b["messages"][:1]', ['x']],
    ['b["messages"] = [history()][:1]', [OPEN('[history()][:1]')]],
  ])('%s', (change, expected) => {
    expect(argument(`b = {"model": "m", "messages": ["x"]}\n${change}\n${PYTHON}`, 'messages')).toEqual(
      expected,
    );
  });

  it.each([
    ['b["o"]["include"] = True', { include: true }],
    ['b["o"].update(include=True)', { include: true }],
    ['b["o"].update(more)', { '**more': '‹more›' }],
    ['b["o"][key] = 1', { '‹key›': 1 }],
    ['del b["o"]', undefined],
    ['b.pop("o", None)', undefined],
    ['b["o"] = {"a": 1}.get("a")', 1],
    ['b["o"] = {"a": 1}.get("b", 2)', 2],
    ['b["o"] = {"a": 1}.get("b")', null],
    ['b["o"] = {**more}.get("b", 2)', '‹{**more}.get("b", 2)›'],
  ])('%s', (change, expected) => {
    expect(argument(`b = {"model": "m", "messages": [], "o": {}}\n${change}\n${PYTHON}`, 'o')).toEqual(
      expected,
    );
  });
});

describe('a list or a map with several names', () => {
  const BODY = 'b = {"model": "m", "messages": ["x"], "o": {"n": 4}, "user": "u"}\n';
  it.each([
    ['m = b["messages"]\nm.append("y")', { messages: ['x', 'y'] }],
    ['m = b["messages"]\nm += ["y"]', { messages: ['x', 'y'] }],
    ['m = b.get("messages", [])\nm.append("y")', { messages: ['x', 'y'] }],
    ['m = n = b["messages"]\nn.insert(0, "y")\nm.append("z")', { messages: ['y', 'x', 'z'] }],
    ['m = b["messages"]\nm = ["y"]\nm.append("z")', { messages: ['x'] }],
    ['m = b["messages"][:]\nm.append("y")', { messages: ['x'] }],
    ['m = b["messages"].copy()\nm.append("y")', { messages: ['x'] }],
    ['m = b\nm["o"]["n"] = 5', { o: { n: 5 } }],
    ['m = b\nn = m["o"]\nn |= {"k": 1}', { o: { n: 4, k: 1 } }],
    ['m = b\ndel m["o"]', { o: undefined }],
    ['t = b["user"]\nt += "v"', { user: 'u' }],
    ['n = b["o"]["n"]\nn += 1', { o: { n: 4 } }],
    [
      'm = b["messages"]\nb["messages"].append("y")\nb = {"model": "m", "messages": m}',
      { messages: ['x', 'y'] },
    ],
    [
      'm = b["messages"]\nb = {"model": "m", "messages": ["z"]}\nm.append("y")\nb["user"] = str(len(m))',
      { messages: ['z'] },
    ],
    ['m = b["messages"]\nb = {"messages": []}\nb = {"model": "m", "messages": m}', { messages: ['x'] }],
    ['m = b\nb = m\nm["user"] = "v"', { user: 'v' }],
    ['m = m\nm = b\nb = m\nb = b\nb["user"] = "v"', { user: 'v' }],
  ])('%s', (change, expected) => {
    for (const [name, value] of Object.entries(expected))
      expect(argument(`${BODY}${change}\n${PYTHON}`, name)).toEqual(value);
  });

  it.each([
    ['b["o"]["n"] += 1', 5],
    ['b["o"]["n"] -= 1', 3],
    ['b["o"]["n"] *= 256', 1024],
    ['b["o"]["n"] -= k', '‹k›'],
    ['b["o"]["n"] += k', '‹k›'],
    ['b["o"]["n"] //= 3', 4],
  ])('a number after %s', (change, n) => {
    expect(argument(`${BODY}${change}\n${PYTHON}`, 'o')).toEqual({ n });
  });

  it.each([
    ['const m = b.messages; m.push("y")', ['x', 'y']],
    ['let m = b["messages"]; m.unshift("y")', ['y', 'x']],
    ['let m = [...b.messages]; m.push("y")', ['x']],
    ['let n = b; n.messages[0] = "y"', ['y']],
  ])('in JavaScript: %s', (change, expected) => {
    expect(argument(`let b = {model: "m", messages: ["x"]};\n${change};\n${JAVASCRIPT}`, 'messages')).toEqual(
      expected,
    );
  });
});

describe('lists that are put into themselves over and over', () => {
  it.each([
    ['m.extend(m)\n', 'litellm.completion(model="m", messages=m)'],
    ['m = m + m\n', 'litellm.completion(model="m", messages=m)'],
    ['m = [*m, *m]\n', 'litellm.completion(model="m", messages=m)'],
    ['m = [...m, ...m];\n', 'client.chat.completions.create({model: "m", messages: m})'],
    ['m.push(...m);\n', 'client.chat.completions.create({model: "m", messages: m})'],
  ])('%s do not end the process', (more, call) => {
    expect(() => readRequest(`m = [1]\n${more.repeat(40)}${call}`)).not.toThrow();
  });
});

describe('changes of parts of a value, before a call of JavaScript', () => {
  it.each([
    ['b.messages.push("y", "z")', ['x', 'y', 'z']],
    ['b["messages"].push(...history, "y")', ['x', OPEN('history'), 'y']],
    ['b.messages.unshift("y", "z")', ['y', 'z', 'x']],
    ['b.messages[0] = "y"', ['y']],
    ['b.messages[0] += "y"', ['xy']],
    ['delete b.messages[0]', []],
    ['if (long) delete b.messages', ['x']],
    ['delete b', ['x']],
    ['b.messages = [b.messages[0], "y"]', ['x', 'y']],
  ])('%s', (change, expected) => {
    expect(
      argument(`const b = {model: "m", messages: ["x"]};\n${change};\n${JAVASCRIPT}`, 'messages'),
    ).toEqual(expected);
  });

  it.each([
    ['b.o.include = true', { include: true }],
    ['Object.assign(b.o, { include: true }, more)', { include: true, '**more': '‹more›' }],
    ['delete b.o', undefined],
  ])('%s', (change, expected) => {
    expect(argument(`const b = {model: "m", messages: [], o: {}};\n${change};\n${JAVASCRIPT}`, 'o')).toEqual(
      expected,
    );
  });
});
