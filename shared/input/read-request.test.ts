import { describe, expect, it } from 'vitest';
import { readRequest } from './read-request.ts';

const messages = [{ role: 'user', content: 'hi' }];

describe('readRequest', () => {
  it('says where broken JSON is broken and what to do', () => {
    expect(readRequest('{\n  "model": "x",\n  "stream": tru\n}')).toMatchObject({
      ok: false,
      problems: [{ message: '“tru” is no JSON value', range: { line: 3, column: 13 } }],
    });
  });

  it('does not take trailing commas or comments for JSON', () => {
    expect(readRequest('{"a": 1,}')).toMatchObject({ ok: false });
    expect(readRequest('{"a": 1} // x')).toMatchObject({ ok: false });
  });

  it('warns of a key given twice', () => {
    expect(readRequest('{"model": "a", "model": "b"}')).toMatchObject({
      ok: true,
      request: { model: 'b' },
      warnings: [{ range: { column: 16 } }],
    });
  });

  it.each([
    ['chat', { messages: [{ role: 'system', content: 'x' }] }],
    ['chat', { messages, stop: ['a'] }],
    ['chat', { messages }],
    ['messages', { messages, system: 'x', max_tokens: 5 }],
    ['messages', { messages, tools: [{ name: 't', input_schema: {} }] }],
    ['messages', { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a' }] }] }],
  ])('recognises the %s form of %j', (api, request) => {
    expect(readRequest(JSON.stringify(request))).toMatchObject({ ok: true, api });
  });

  it('reads a curl command with quotes, continuations and variables', () => {
    const command = `curl -XPOST https://proxy.test/v1/chat/completions \\
      -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
      -d '{"model": "bedrock/x", "messages": [{"role": "user", "content": "it'\\''s"}]}'`;
    expect(readRequest(command)).toMatchObject({
      ok: true,
      dialect: 'curl',
      api: 'chat',
      request: { model: 'bedrock/x', messages: [{ content: "it's" }] },
    });
  });

  it('reads the ANSI quotes that browsers copy', () => {
    expect(
      readRequest(`curl 'https://x/v1/messages' --data-raw $'{"model":"m","messages":[],"system":"it\\'s"}'`),
    ).toMatchObject({
      api: 'messages',
      request: { system: "it's" },
    });
  });

  it('takes model and streaming from the path of a call to Bedrock itself', () => {
    const command = `curl https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-v3%3A0/invoke-with-response-stream --json '{"max_tokens": 5, "messages": []}'`;
    expect(readRequest(command)).toMatchObject({
      recognised: { form: 'invoke', by: 'place' },
      request: { modelId: 'anthropic.claude-v3:0', max_tokens: 5 },
      carried: { path: '/model/anthropic.claude-v3%3A0/invoke-with-response-stream' },
    });
  });

  it.each(['${', '"${KEY', '$\x7b}', '"${A:-${B"', 'x ${'])(
    'reads a curl command up to a variable that is being typed: %s',
    (typed) => {
      const command = `curl https://x/v1/chat/completions -d '{"model":"m","messages":[]}' -H ${typed}`;
      expect(readRequest(command)).toMatchObject({ ok: true, request: { model: 'm' } });
    },
  );

  it('takes JSON in JSON without end for what only a run would tell', () => {
    const call = `litellm.completion(model="m", messages=[], user=${'json.dumps('.repeat(60)}"a"${')'.repeat(60)})`;
    expect(readRequest(call)).toMatchObject({ ok: true, request: { model: 'm' } });
  });

  it('explains a body that curl would read from a file', () => {
    expect(readRequest('curl https://x -d @body.json')).toMatchObject({
      ok: false,
      problems: [{ message: 'curl would read the body from the file body.json' }],
    });
  });

  it.each(['', '   ', '[]', '"x"', '12'])('explains that %j is no request', (text) => {
    expect(readRequest(text)).toMatchObject({ ok: false, problems: [{ range: { line: 1 } }] });
  });

  it('takes a line of a batch file with the form it names', () => {
    expect(
      readRequest(JSON.stringify({ id: 'a', api: 'messages', request: { model: 'm', messages } })),
    ).toMatchObject({
      ok: true,
      api: 'messages',
      request: { model: 'm' },
    });
  });
});

describe('input that nobody typed by hand', () => {
  const nested = (open: string, close: string, depth: number): string =>
    `{"model": "x",\n "messages": ${open.repeat(depth)}1${close.repeat(depth)}}`;

  it.each([
    ['lists', nested('[', ']', 5000)],
    ['objects', nested('{"a":', '}', 5000)],
    ['lists that are never closed', nested('[', '', 100_000)],
  ])('that nests too deep is refused at its first bracket too many: %s', (_, text) => {
    const read = readRequest(text);
    if (read.ok) throw new Error('it was read');
    const [{ message, range }] = read.problems as [(typeof read.problems)[0]];
    expect(message).toContain('400 levels');
    expect(range.line).toBe(2);
    expect(text.slice(0, range.from).match(/[[{]/g)).toHaveLength(400);
  });

  it('may nest 400 levels', () => {
    expect(readRequest(nested('[', ']', 399)).ok).toBe(true);
  });

  it('may begin with a byte order mark, which moves no position', () => {
    expect(readRequest('\uFEFF{"model": "x"}')).toMatchObject({ ok: true, request: { model: 'x' } });
    expect(readRequest('\uFEFF{"model": True}')).toMatchObject({ problems: [{ range: { column: 12 } }] });
  });

  it('tells of a hundred repeated keys at most, and of those inside strings not at all', () => {
    const repeated = readRequest(`{"model":"x",${'"a" : 1,'.repeat(5000)}"b":"\\"c\\":1,\\"c\\":2"}`);
    expect(repeated).toMatchObject({ ok: true });
    expect(repeated.ok && repeated.warnings).toHaveLength(100);
    expect(readRequest('{"model":"x","b":"\\"c\\":1,\\"c\\":2"}')).toMatchObject({ warnings: [] });
  });
});
