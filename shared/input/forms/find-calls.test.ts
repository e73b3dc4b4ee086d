import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';
import { findCalls } from './find-calls.ts';

/** What a text is read as; fails where it cannot be read. */
function read(text: string) {
  const result = readRequest(text);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  const { recognised, request, carried, warnings } = result;
  return {
    form: recognised.form,
    request,
    path: carried.path,
    headers: carried.headers,
    taken: carried.taken,
    holes: warnings.map(({ range }) => text.slice(range.from, range.to)),
  };
}

const hi = [{ role: 'user', content: 'hi' }];

describe('Python', () => {
  it('follows names to what they were assigned, and leaves gaps where only a run would tell', () => {
    const text = `
MODEL = "bedrock/m"
messages = [{"role": "system", "content": 'It\\'s ' "short."}]
messages = messages + [dict(role="user", content=f"Hello {name}, {MODEL}")]

async def main():
    response = await litellm.acompletion(
        MODEL, messages,  # positions
        temperature=0.20, max_tokens=1_000, n=-1, stop=None, stream=True,
        api_key=os.environ["KEY"], metadata={"user": user.id},
    )
`;
    expect(read(text)).toMatchObject({
      form: 'chat',
      request: {
        model: 'bedrock/m',
        messages: [
          { role: 'system', content: "It's short." },
          { role: 'user', content: 'Hello ‹name›, bedrock/m' },
        ],
        temperature: 0.2,
        max_tokens: 1000,
        n: -1,
        stop: null,
        stream: true,
        metadata: { user: '‹user.id›' },
      },
      holes: ['name', 'user.id'],
    });
    expect(read(text).request).not.toHaveProperty('api_key');
    expect(read(text).taken).toContain('api_key');
  });

  it('puts extra_body into the body and extra_headers beside it, as OpenAI’s client does', () => {
    expect(
      read(
        'r = client.chat.completions.create(model="a", messages=[], extra_body={"stream_chunk_size": 5}, extra_headers={"Anthropic-Beta": "x"}, timeout=3)',
      ),
    ).toMatchObject({
      form: 'chat',
      request: { model: 'a', messages: [], stream_chunk_size: 5 },
      path: '/v1/chat/completions',
      headers: { 'anthropic-beta': 'x' },
    });
  });

  it('reads Anthropic’s client, cut out of a function', () => {
    const text = `    with client.beta.messages.stream(
        model="claude", max_tokens=5, betas=["a", "b"], messages=[{"role": "user", "content": "hi"}],
    ) as stream:
        print(stream`;
    expect(read(text)).toMatchObject({
      form: 'messages',
      request: { model: 'claude', max_tokens: 5, messages: hi, stream: true },
      headers: { 'anthropic-beta': 'a,b' },
    });
  });

  it.each([
    [
      'invoke_model with json.dumps',
      `body = json.dumps({"messages": [{"role": "user", "content": prompt}], "temperature": 1.0})
r = brt.invoke_model(modelId="anthropic.claude-v2", body=body, contentType="application/json")`,
      'invoke',
      { modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: '‹prompt›' }], temperature: 1 },
      '/model/anthropic.claude-v2/invoke',
    ],
    [
      'converse_stream',
      `brt.converse_stream(modelId='a.b', messages=[{'role': 'user', 'content': [{'text': 'hi'}]}], inferenceConfig={"topP": .5})`,
      'converse',
      {
        modelId: 'a.b',
        messages: [{ role: 'user', content: [{ text: 'hi' }] }],
        inferenceConfig: { topP: 0.5 },
      },
      '/model/a.b/converse-stream',
    ],
    [
      'ChatBedrock and what it is handed',
      `llm = ChatBedrock(model_id="a.b", model_kwargs={"temperature": 0}, region_name="us-east-1")
llm.invoke([("system", "Translate."), HumanMessage(content="hi")])`,
      'invoke',
      { modelId: 'a.b', messages: hi, system: 'Translate.', temperature: 0 },
      '/model/a.b/invoke',
    ],
    [
      'ChatBedrockConverse',
      'ChatBedrockConverse(model="a.b", max_tokens=7).invoke("hi")',
      'converse',
      {
        modelId: 'a.b',
        messages: [{ role: 'user', content: [{ text: 'hi' }] }],
        inferenceConfig: { maxTokens: 7 },
      },
      '/model/a.b/converse',
    ],
    [
      'AnthropicBedrock',
      'client = AnthropicBedrock()\nclient.messages.create(model="a.b", max_tokens=1, messages=[{"role": "user", "content": "hi"}])',
      'invoke',
      { modelId: 'a.b', anthropic_version: 'bedrock-2023-05-31', max_tokens: 1, messages: hi },
      '/model/a.b/invoke',
    ],
  ])('takes a call to Bedrock itself for one: %s', (_, text, form, request, path) => {
    expect(read(text)).toMatchObject({ form, request, path });
  });

  it('reads a dictionary', () => {
    expect(read("{'model': 'm', 'messages': [], 'stream': True, 'stop': None,}")).toMatchObject({
      request: { model: 'm', messages: [], stream: true, stop: null },
    });
  });

  it('keeps broken JSON as what it is', () => {
    expect(readRequest('{"model": "m", "messages": [],}')).toMatchObject({
      ok: false,
      problems: [{ message: 'A comma stands here although nothing follows' }],
    });
  });

  it('ends where names hold each other without measure', () => {
    const names = Array.from({ length: 60 }, (_, i) => `a${i + 1} = [a${i}, a${i}]`).join('\n');
    const result = readRequest(`a0 = ["x"]\n${names}\nlitellm.completion(model="m", messages=a60)`);
    expect(result).toMatchObject({ ok: false, problems: [{ hint: 'Paste a smaller one.' }] });
  });
});

describe('JavaScript', () => {
  it.each([
    [
      'OpenAI’s client',
      `const r = await openai.chat.completions.create({ model: 'm', messages: [{ role: "user", content: \`hi \${word}\` }], n: 1_0, tools }, { headers: { 'X-A': 'b' } });`,
      'chat',
      { model: 'm', messages: [{ role: 'user', content: 'hi ‹word›' }], n: 10 },
      '/v1/chat/completions',
    ],
    [
      'a command of the AWS SDK',
      `const c = new ConverseCommand({ modelId: "a.b", messages: [{ role: "user" as const, content: [{ text: "hi" }] }] });`,
      'converse',
      { modelId: 'a.b', messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
      '/model/a.b/converse',
    ],
    [
      'the AI SDK on Bedrock',
      `const { text } = await generateText({ model: bedrock('a.b'), system: 'Be kind', prompt: 'hi', maxOutputTokens: 9 });`,
      'converse',
      {
        modelId: 'a.b',
        system: [{ text: 'Be kind' }],
        messages: [{ role: 'user', content: [{ text: 'hi' }] }],
        inferenceConfig: { maxTokens: 9 },
      },
      '/model/a.b/converse',
    ],
    [
      'fetch',
      `fetch("http://localhost:4000/v1/messages", { method: "POST", headers: { "x-api-key": "sk-1" }, body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "hi" }] }) })`,
      'messages',
      { model: 'm', messages: hi },
      '/v1/messages',
    ],
    [
      'an object',
      `{ model: 'm', messages: [{ role: 'user', content: 'hi' }] }`,
      'chat',
      { messages: hi },
      null,
    ],
  ])('reads %s', (_, text, form, request, path) => {
    expect(read(text)).toMatchObject({ form, request, path });
  });

  it('never keeps a key that a header holds', () => {
    const { headers, taken } = read(
      `fetch("http://x/v1/messages", { headers: { "x-api-key": "sk-secret", "anthropic-beta": "b" }, body: JSON.stringify({ model: "m", messages: [] }) })`,
    );
    expect(headers).toEqual({ 'anthropic-beta': 'b' });
    expect(taken).toContain('Not taken, as it is a key: x-api-key.');
    expect(taken).not.toContain('sk-secret');
  });
});

describe('what was sent over HTTP', () => {
  const block = `17:00 - LiteLLM:DEBUG: x {\n\u001b[92m\n\nPOST Request Sent from LiteLLM:\ncurl -X POST \\\nhttps://bedrock-runtime.us-east-1.amazonaws.com/model/a.b/invoke \\\n-H 'Content-Type: application/json' \\\n-d '{'messages': [{'role': 'user', 'content': "it's {"}], 'stream_chunk_size': 1024, 'y': True}'\n\u001b[0m\n\n17:01 after {`;

  it('reads LiteLLM’s debug log with other lines around', () => {
    expect(read(block)).toMatchObject({
      form: 'invoke',
      request: {
        modelId: 'a.b',
        messages: [{ role: 'user', content: "it's {" }],
        stream_chunk_size: 1024,
        y: true,
      },
      path: '/model/a.b/invoke',
    });
  });

  it('finds the block in five million characters of log, and says of further ones', () => {
    const noise = '17:00:00 - LiteLLM Proxy:DEBUG: proxy_server.py:1 - {"a": ["it\'s", 1]} (…)\n'.repeat(
      70_000,
    );
    expect(read(`${noise}${block}\n${noise}${block}`).taken).toContain(
      'The text has 2 calls; number 1 is shown.',
    );
  });

  it('reads a file of HTTP requests, its names filled in', () => {
    const file = `@host = http://localhost:4000
### chat
POST {{host}}/v1/chat/completions HTTP/1.1
Authorization: Bearer {{key}}
X-A: {{host}}

{"model": "m", "messages": [{"role": "user", "content": "{{prompt}}"}]}

### other
GET http://x`;
    expect(read(file)).toMatchObject({
      form: 'chat',
      request: { model: 'm', messages: [{ role: 'user', content: '‹prompt›' }] },
      path: '/v1/chat/completions',
      headers: { 'x-a': 'http://localhost:4000' },
    });
  });

  it('reads HTTPie', () => {
    expect(
      read(
        `http POST :4000/v1/messages x-api-key:k model=m messages:='[{"role":"user","content":"hi"}]' stream:=true thinking[type]=enabled`,
      ),
    ).toMatchObject({
      form: 'messages',
      request: { model: 'm', messages: hi, stream: true, thinking: { type: 'enabled' } },
      path: '/v1/messages',
      headers: {},
    });
  });
});

describe('records', () => {
  const body = { model: 'm', messages: hi };

  it('takes the first call to a model out of a HAR file', () => {
    const entry = (url: string, text: string) => ({
      request: { method: 'POST', url, headers: [{ name: 'Anthropic-Beta', value: 'z' }], postData: { text } },
    });
    const entries = [entry('http://x/track', '{"a":1}'), entry('http://x/v1/messages', JSON.stringify(body))];
    expect(read(JSON.stringify({ log: { entries } }))).toMatchObject({
      form: 'messages',
      request: body,
      headers: { 'anthropic-beta': 'z' },
    });
  });

  it('reads an invocation log, alone and one entry a line', () => {
    const line = JSON.stringify({
      schemaType: 'ModelInvocationLog',
      operation: 'ConverseStream',
      modelId: 'a.b',
      input: { inputBodyJson: { messages: [] } },
    });
    const expected = { form: 'converse', request: { modelId: 'a.b' }, path: '/model/a.b/converse-stream' };
    expect(read(line)).toMatchObject(expected);
    expect(read(`${line}\n${line}\n`)).toMatchObject(expected);
  });

  it.each([
    ['InvokeModel', 'invoke', 'invoke'],
    ['InvokeModelWithResponseStream', 'invoke', 'invoke-with-response-stream'],
    ['ConverseStream', 'converse', 'converse-stream'],
  ])('reads a body beside its model and operation, %s', (operation, form, action) => {
    const line = JSON.stringify({ operation, modelId: 'a.b', body: { messages: [] } });
    const path = `/model/a.b/${action}`;
    expect(read(line)).toMatchObject({ form, request: { modelId: 'a.b', messages: [] }, path });
  });

  it('says what CloudTrail does not keep', () => {
    const entry = {
      eventSource: 'bedrock.amazonaws.com',
      eventName: 'InvokeModel',
      requestParameters: { modelId: 'a.b' },
    };
    expect(read(JSON.stringify(entry))).toMatchObject({ form: 'invoke', request: { modelId: 'a.b' } });
    expect(read(JSON.stringify({ Records: [entry] })).taken).toContain('which CloudTrail does not keep');
  });

  it('reads a line of OpenAI’s batch', () => {
    const line = { custom_id: '1', method: 'POST', url: '/v1/chat/completions', body };
    expect(read(JSON.stringify(line))).toMatchObject({ form: 'chat', request: body });
  });
});

describe('several calls in one text', () => {
  const entry = (content: string) => ({
    request: {
      method: 'POST',
      url: 'http://localhost:4000/v1/chat/completions',
      headers: [],
      postData: { text: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }) },
    },
  });
  const har = JSON.stringify({ log: { entries: [entry('one'), entry('two')] } });
  const python = `from litellm import completion
completion(model="a", messages=[{"role": "user", "content": "one"}])
completion(model="b", messages=[{"role": "user", "content": "two"}])
`;

  it.each([
    ['a HAR', har],
    ['a program', python],
  ])('takes the call that is chosen of %s', (_, text) => {
    const first = readRequest(text);
    const second = readRequest(text, 'auto', 1);
    expect(first).toMatchObject({ request: { messages: [{ content: 'one' }] } });
    expect(second).toMatchObject({ request: { messages: [{ content: 'two' }] } });
    expect(second.ok && second.carried.calls).toHaveLength(2);
    expect(second.ok && second.carried.taken).toMatch(
      /The text has 2 calls; number 2 (?:in line 3 )?is shown\./,
    );
  });

  it('takes the first where there are fewer', () => {
    expect(readRequest(har, 'auto', 9)).toMatchObject({ request: { messages: [{ content: 'one' }] } });
  });
});

it('looks for no code in bytes that are no text', () => {
  const call = "litellm.completion(model='bedrock/amazon.nova-lite-v1:0', messages=[])\n";
  expect(findCalls(call)).toHaveLength(1);
  expect(findCalls(`${'# \u001b[31mcolours of a terminal\u001b[0m\n'.repeat(50)}${call}`)).toHaveLength(1);
  expect(findCalls(`# ${'\u0000\ufffd'.repeat(50)}\n${call}`)).toEqual([]);
});

describe('more than people write', () => {
  it('looks at the first 400 pieces of code of a document, and says so', () => {
    const call = "```python\nlitellm.completion(model='a')\n```\n";
    expect(findCalls(call.repeat(400))).toHaveLength(400);
    const found = readRequest(`Prose.\n${'```\nnothing\n```\n'.repeat(300)}${call.repeat(401)}`);
    expect(found.ok && found.carried.calls).toHaveLength(400);
    expect(found.ok && found.carried.taken).toContain('Of the 401 pieces of code');
  });

  it('reads calls within calls to a depth', () => {
    const nested = `${'litellm.completion(messages='.repeat(3000)}1${')'.repeat(3000)}`;
    expect(findCalls(nested)).toHaveLength(20);
  });
});

describe('JSON, one value behind the other', () => {
  const first = JSON.stringify({ model: 'bedrock/m', messages: hi });
  const second = JSON.stringify({ model: 'bedrock/n', messages: hi }, null, 2);
  it.each([
    ['with nothing between them', `${first}${first.replace('/m', '/n')}`],
    ['over several lines each', `${second.replace('/n', '/m')}\n${second}\n`],
  ])('is as many requests, %s', (_, text) => {
    const result = readRequest(text, 'auto', 1);
    if (!result.ok) throw new Error('not read');
    expect([result.request.model, result.carried.calls.length]).toEqual(['bedrock/n', 2]);
  });

  it.each([
    ['something behind it', `${first}}`],
    ['a second that is cut off', `${first}{"model": `],
    ['a second that is none', `${first}{model: 1}`],
    ['a list behind it', `${first}[1]`],
  ])('is told as a mistake with %s', (_, text) => {
    expect(readRequest(text).ok).toBe(false);
  });
});

describe('JSON among other lines', () => {
  const request = '{ "model": "m", "messages": [] }';

  it('is read behind a command or a time, and what answers is not', () => {
    const lines = `$ cat request.json\n${request}\n2026-01-02T10:00:00Z app {"model": "m", "choices": []}\n`;
    expect(findCalls(lines)).toHaveLength(1);
  });

  it('is not looked for in a document with a mistake', () => {
    expect(findCalls(`{ "model": "m", oops\n${request}\n}`)).toEqual([]);
  });
});

describe('commands of a shell', () => {
  const curl = (model: string): string =>
    `curl localhost:4000/v1/messages -d '{"model":"${model}","messages":[]}'`;

  it.each([
    ['backticks', (command: string) => `\`${command}\``],
    ['a substitution', (command: string) => `$(${command})`],
  ])('end with %s around them', (_, around) => {
    const read = readRequest(`A=${around(curl('a'))}\nB=${around(curl('b'))}\n`, 'auto', 1);
    expect(read).toMatchObject({ ok: true, request: { model: 'b' }, carried: { calls: { length: 2 } } });
  });

  it.each([
    [`'{"modelId":"a.b","messages":[]}'`, false],
    ['file://input.json', true],
  ])('say of an input of the AWS CLI whether it is taken: %s', (input, isLeft) => {
    const read = readRequest(`aws bedrock-runtime converse --model-id a.b --cli-input-json ${input}`);
    expect(read.ok && read.carried.taken.includes('cliInputJson')).toBe(isLeft);
  });
});
