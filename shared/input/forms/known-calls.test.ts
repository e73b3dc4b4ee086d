import { describe, expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';

function read(text: string) {
  const result = readRequest(text);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  const { recognised, request, carried } = result;
  return {
    form: recognised.form,
    request,
    path: carried.path,
    base: carried.base,
    headers: carried.headers,
    taken: carried.taken,
  };
}

const hi = [{ role: 'user', content: 'hi' }];
const hiConverse = [{ role: 'user', content: [{ text: 'hi' }] }];

describe('LangChain', () => {
  it.each([
    [
      'message classes, tuples and dictionaries',
      'ChatBedrock(model="a.b").invoke([SystemMessage("S"), ("human", "hi"), AIMessage(content="A"), {"role": "user", "content": "hi"}, other])',
      {
        modelId: 'a.b',
        anthropic_version: 'bedrock-2023-05-31',
        messages: [hi[0], { role: 'assistant', content: 'A' }, hi[0], { role: 'user', content: '‹other›' }],
        system: 'S',
        max_tokens: 1024,
      },
      '/model/a.b/invoke',
    ],
    [
      'a list that is no pair, and a call of something else',
      'ChatBedrock(model="a.b").invoke([["user"], f("x"), {"content": "no role"}])',
      { messages: [['user'], { role: 'user', content: '‹f("x")›' }, { content: 'no role' }] },
      '/model/a.b/invoke',
    ],
    [
      'options, without those that are None',
      'ChatBedrock("a.b", temperature=0, stop=["x"], top_p=None, region_name="r", streaming=True)',
      { modelId: 'a.b', temperature: 0, stop_sequences: ['x'], messages: [] },
      '/model/a.b/invoke-with-response-stream',
    ],
    [
      'Converse with fields and a guardrail, streamed',
      'ChatBedrockConverse(model_id="a.b", temperature=1, max_tokens=2, additional_model_request_fields={"k": 1}, guardrail_config={"g": 2}).stream([("system", "S"), ("human", [{"type": "text", "text": "hi"}, {"image": 1}])])',
      {
        messages: [{ role: 'user', content: [{ text: 'hi' }, { image: 1 }] }],
        system: [{ text: 'S' }],
        inferenceConfig: { temperature: 1, maxTokens: 2 },
        additionalModelRequestFields: { k: 1 },
        guardrailConfig: { g: 2 },
      },
      '/model/a.b/converse-stream',
    ],
    [
      'the switch to Converse',
      'ChatBedrock(model_id="a.b", beta_use_converse_api=True).invoke("hi")',
      { messages: hiConverse },
      '/model/a.b/converse',
    ],
    [
      'a message without content',
      'ChatBedrockConverse(model_id="a.b").invoke([{"role": "user"}])',
      { messages: [{ role: 'user', content: [] }] },
      '/model/a.b/converse',
    ],
    [
      'JavaScript',
      'const llm = new ChatBedrockConverse({ model: "a.b", maxTokens: 3, region: "r" }); await llm.invoke([new HumanMessage({ content: "hi" })]);',
      { modelId: 'a.b', messages: hiConverse, inferenceConfig: { maxTokens: 3 } },
      '/model/a.b/converse',
    ],
  ])('%s', (_, text, request, path) => {
    expect(read(text)).toMatchObject({ request, path });
  });

  it('says what was left out', () => {
    expect(read('ChatBedrock(model_id="a.b", region_name="us-east-1").invoke("hi")').taken).toContain(
      'region_name',
    );
  });
});

describe('LangChain’s classes for a proxy', () => {
  it.each([
    [
      'called with messages, as in the oldest code',
      `chat = ChatOpenAI(openai_api_base="http://h:4000", model="m", temperature=0.1, extra_body={"metadata": {"tags": ["t"]}})\nchat([SystemMessage(content="S"), HumanMessage(content="hi")])`,
      'chat',
      {
        model: 'm',
        temperature: 0.1,
        messages: [{ role: 'system', content: 'S' }, hi[0]],
        metadata: { tags: ['t'] },
      },
      'http://h:4000',
    ],
    [
      'JavaScript, streamed',
      `const llm = new ChatOpenAI({ modelName: "m", maxTokens: 5, configuration: { baseURL: "https://h/v1" } }); await llm.stream("hi");`,
      'chat',
      { model: 'm', max_tokens: 5, messages: hi, stream: true },
      'https://h',
    ],
    [
      'Anthropic’s, for an agent',
      `llm = ChatAnthropic(model="m", base_url="http://h:4000")\nagent.invoke({"messages": [("system", "S"), ("user", "hi")]})`,
      'messages',
      { model: 'm', max_tokens: 1024, system: 'S', messages: hi },
      'http://h:4000',
    ],
  ])('%s', (_, text, form, request, base) => {
    expect(read(text)).toMatchObject({ form, request, base });
  });

  it('says that tools are bound to the model', () => {
    const code = 'llm = ChatBedrockConverse(model="a.b").bind_tools([f])\nllm.invoke("hi")';
    expect(read(code).taken).toContain('the tools that are bound to the model');
  });
});

describe('the AI SDK', () => {
  it.each([
    [
      'Anthropic, streamed',
      `streamText({ model: anthropic('c'), system: 'S', prompt: 'hi', maxTokens: 5, stopSequences: ['x'], abortSignal })`,
      'messages',
      { model: 'c', system: 'S', messages: hi, max_tokens: 5, stop_sequences: ['x'], stream: true },
      '/v1/messages',
    ],
    [
      'OpenAI with messages',
      `generateText({ model: openai('g'), instructions: 'S', messages: [{ role: 'user', content: 'hi' }], topP: 1, stopSequences: ['x'] })`,
      'chat',
      { model: 'g', messages: [{ role: 'system', content: 'S' }, hi[0]], top_p: 1, stop: ['x'] },
      '/v1/chat/completions',
    ],
    [
      'a model by its name alone',
      `generateObject({ model: 'g', prompt })`,
      'chat',
      { model: 'g', messages: [{ role: 'user', content: '‹prompt›' }] },
      '/v1/chat/completions',
    ],
    [
      'Bedrock with all that Converse has a name for, and no more',
      `streamText({ model: bedrock('a.b'), messages, temperature: 1, topP: 0.5, topK: 3, stopSequences: ['x'] })`,
      'converse',
      {
        modelId: 'a.b',
        messages: [{ role: 'user', content: [{ text: '‹messages›' }] }],
        inferenceConfig: { temperature: 1, topP: 0.5, topK: 3, stopSequences: ['x'] },
      },
      '/model/a.b/converse-stream',
    ],
    [
      'Claude that thinks on Converse',
      `generateText({ model: bedrock('us.anthropic.c'), prompt: 'hi', temperature: 0.5, maxOutputTokens: 100, reasoning,
        providerOptions: { bedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000, maxReasoningEffort: 'low' },
          anthropicBeta: ['b'], serviceTier: 'flex', guardrailConfig: { guardrailIdentifier: 'g' } } satisfies Options } })`,
      'converse',
      {
        modelId: 'us.anthropic.c',
        inferenceConfig: { maxTokens: 2100 },
        additionalModelRequestFields: {
          anthropic_beta: ['b'],
          thinking: { type: 'enabled', budget_tokens: 2000 },
          output_config: { effort: 'low' },
        },
        serviceTier: { type: 'flex' },
        guardrailConfig: { guardrailIdentifier: 'g' },
      },
      '/model/us.anthropic.c/converse',
    ],
    [
      'adaptive thinking',
      `streamText({ model: bedrock('anthropic.c'), prompt: 'hi', providerOptions: { amazonBedrock: { reasoningConfig: { type: 'adaptive' } } } })`,
      'converse',
      { additionalModelRequestFields: { thinking: { type: 'adaptive' } } },
      '/model/anthropic.c/converse-stream',
    ],
    [
      'efforts of other makers',
      `generateText({ model: bedrock('openai.o'), prompt: 'hi', providerOptions: { bedrock: { reasoningConfig: { maxReasoningEffort: 'high' } } } })`,
      'converse',
      { additionalModelRequestFields: { reasoning_effort: 'high' } },
      '/model/openai.o/converse',
    ],
    [
      'tools, whose schemas of other libraries stay open',
      `generateText({ model: bedrock('a.b'), prompt: 'hi', toolChoice: 'required', tools: {
        f: tool({ description: 'd', inputSchema: z.object({ a: z.string() }), execute }), g: { parameters: jsonSchema({ type: 'object' }) } } })`,
      'converse',
      {
        toolConfig: {
          tools: [
            {
              toolSpec: {
                name: 'f',
                description: 'd',
                inputSchema: { json: '‹z.object({ a: z.string() })›' },
              },
            },
            { toolSpec: { name: 'g', inputSchema: { json: { type: 'object' } } } },
          ],
          toolChoice: { any: {} },
        },
      },
      '/model/a.b/converse',
    ],
    [
      'files, marks for the cache and turns of the system',
      `generateText({ model: bedrock('a.b'), toolChoice: { type: 'tool', toolName: 'f' }, tools: { f }, messages: [
        { role: 'system', content: 'S', providerOptions: { bedrock: { cachePoint: { type: 'default' } } } },
        { role: 'user', content: [{ type: 'text', text: 'T' }, { type: 'image', image: pixels }, { type: 'file', mediaType: 'video/mp4', data: film },
          { type: 'file', mediaType: 'application/pdf', data: paper }], providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }] })`,
      'converse',
      {
        system: [{ text: 'S' }, { cachePoint: { type: 'default' } }],
        messages: [
          {
            role: 'user',
            content: [
              { text: 'T' },
              { image: { format: '‹format›', source: { bytes: '‹pixels›' } } },
              { video: { format: 'mp4', source: { bytes: '‹film›' } } },
              { document: { format: 'pdf', name: 'document-1', source: { bytes: '‹paper›' } } },
              { cachePoint: { type: 'default' } },
            ],
          },
        ],
        toolConfig: { toolChoice: { tool: { name: 'f' } } },
      },
      '/model/a.b/converse',
    ],
    [
      'Claude on InvokeModel',
      `streamText({ model: bedrockAnthropic('anthropic.c'), system: 'S', prompt: 'hi', tools: { f: { inputSchema: jsonSchema({ type: 'object' }) } } })`,
      'invoke',
      {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: '‹the model’s own limit›',
        system: 'S',
        messages: hi,
        tools: [{ name: 'f', input_schema: { type: 'object' } }],
      },
      '/model/anthropic.c/invoke-with-response-stream',
    ],
    [
      'a model in a wrapper',
      `generateText({ model: wrapLanguageModel({ model: bedrock('a.b'), middleware }), prompt: 'hi' })`,
      'converse',
      { modelId: 'a.b' },
      '/model/a.b/converse',
    ],
    [
      'an embedding',
      `embed({ model: bedrock.embedding('a.b'), value: 'x', maxRetries: 1 })`,
      'embeddings',
      { model: 'a.b', input: 'x' },
      '/v1/embeddings',
    ],
    [
      'several embeddings',
      `embedMany({ model: openai.embedding('e'), values: ['x', 'y'] })`,
      'embeddings',
      { model: 'e', input: ['x', 'y'] },
      '/v1/embeddings',
    ],
  ])('%s', (_, text, form, request, path) => {
    expect(read(text)).toMatchObject({ form, request, path });
  });
});

describe('AWS’s clients', () => {
  it.each([
    [
      'a body that is a name',
      'brt.invoke_model(modelId="a.b", body=BODY)',
      { modelId: 'a.b', body: '‹BODY›' },
    ],
    ['a body that is no JSON', 'brt.invoke_model(modelId="a.b", body="x y")', { body: 'x y' }],
    ['no body', 'brt.invoke_model(modelId="a.b", accept="*/*")', { modelId: 'a.b' }],
    ['an object as body', 'brt.invoke_model(modelId="a.b", body={"prompt": "hi"})', { prompt: 'hi' }],
  ])('%s', (_, text, request) => {
    expect(read(text).request).toMatchObject(request);
  });

  it('are streamed by the name of the method or command', () => {
    expect(read('brt.invoke_model_with_response_stream(modelId="a.b", body="{}")').path).toBe(
      '/model/a.b/invoke-with-response-stream',
    );
    expect(read('new ConverseStreamCommand({ modelId: "a.b", messages: [] })').path).toBe(
      '/model/a.b/converse-stream',
    );
  });
});

describe('makers’ clients', () => {
  it('streams Anthropic on Bedrock by method and by argument, with betas', () => {
    const call = (rest: string): string => `c = AnthropicBedrock(aws_region="r")\nc.messages.${rest}`;
    const body = 'model="a.b", max_tokens=1, messages=[], betas=["x"], timeout=3';
    expect(read(call(`stream(${body})`))).toMatchObject({
      request: { anthropic_beta: ['x'], max_tokens: 1 },
      path: '/model/a.b/invoke-with-response-stream',
      taken: expect.stringContaining('timeout'),
    });
    expect(read(call(`create(${body}, stream=True)`)).path).toBe('/model/a.b/invoke-with-response-stream');
    expect(read(call(`create(${body}, stream=False)`)).path).toBe('/model/a.b/invoke');
  });

  it('leaves betas out that no text names', () => {
    expect(read('client.messages.create(model="m", messages=[], betas=[1, BETA])').headers).toEqual({
      'anthropic-beta': '‹BETA›',
    });
  });

  it('reads LiteLLM’s other functions by position', () => {
    expect(read('litellm.responses("hi", "m")')).toMatchObject({
      form: 'responses',
      request: { model: 'm', input: 'hi' },
    });
    expect(read('litellm.anthropic.messages.create(model="m", messages=[], max_tokens=1)').form).toBe(
      'messages',
    );
  });

  it.each([
    'litellm.completion()',
    'client.chat.completions.create(1)',
    'brt.converse(1)',
    'generateText({})',
    'fetch(url)',
    'fetch(1, {})',
    'fetch("http://h/x", {})',
    'ChatBedrock()',
  ])('takes %s for no call to a model', (text) => {
    expect(readRequest(text).ok).toBe(false);
  });
});

describe('calls over HTTP', () => {
  it.each([
    [
      'requests with json',
      'requests.post("http://h/v1/messages", json={"model": "m", "messages": []}, headers={"Anthropic-Beta": "b", "x-n": 1})',
    ],
    [
      'requests with data',
      'requests.post(url="http://h/v1/messages", data=json.dumps({"model": "m", "messages": []}), headers={"anthropic-beta": "b"})',
    ],
    [
      'httpx with content',
      `httpx.post("http://h/v1/messages", content='{"model": "m", "messages": []}', headers={"anthropic-beta": "b"})`,
    ],
    [
      'axios',
      'axios.post("http://h/v1/messages", { model: "m", messages: [] }, { headers: { "anthropic-beta": "b" } })',
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toMatchObject({
      form: 'messages',
      request: { model: 'm', messages: [] },
      path: '/v1/messages',
      headers: { 'anthropic-beta': 'b' },
    });
  });
});

describe('HTTPie', () => {
  it.each([
    ["http POST :4000/v1/messages model=m messages:='[]'", { model: 'm', messages: [] }, '/v1/messages'],
    [
      'https -v --timeout 3 h.example/v1/messages model=m a[b][c]=d a[b][e]:=1',
      { model: 'm', a: { b: { c: 'd', e: 1 } } },
      '/v1/messages',
    ],
    [
      '$ http :/v1/messages model=m list[]=x list[1]=y bad:=oops',
      { model: 'm', list: ['x', 'y'], bad: 'oops' },
      '/v1/messages',
    ],
    [`http http://h/v1/messages X-A:b --raw '{"model": "m"}'`, { model: 'm' }, '/v1/messages'],
    [`http h/v1/messages --raw='{"model": "m"}'`, { model: 'm' }, '/v1/messages'],
    [`http h/v1/messages <<< '{"model": "m"}'`, { model: 'm' }, '/v1/messages'],
    [`http h/v1/messages a==b c@d model=m`, { model: 'm' }, '/v1/messages'],
  ])('%s', (text, request, path) => {
    expect(read(text)).toMatchObject({ request, path });
  });

  it.each(['http POST', `http h/x --raw 'no json'`])('takes %s for no call', (text) => {
    expect(readRequest(text).ok).toBe(false);
  });
});

describe('records', () => {
  const har = (entries: readonly unknown[]): string => JSON.stringify({ log: { entries } });
  it.each([
    [
      'an invocation whose body is elsewhere',
      JSON.stringify({
        schemaType: 'ModelInvocationLog',
        operation: 'ConverseStream',
        modelId: 'a.b',
        input: { inputBodyS3Path: 's3://b/k' },
        output: {},
        identity: {},
      }),
      { modelId: 'a.b', messages: [{ role: 'user', content: [{ text: '‹the body in s3://b/k›' }] }] },
    ],
    [
      'an invocation that does not say where its body is',
      JSON.stringify({
        schemaType: 'ModelInvocationLog',
        operation: 'InvokeModel',
        modelId: 'a.b',
        input: {},
      }),
      { messages: [{ role: 'user', content: '‹the body in another place›' }] },
    ],
    [
      'CloudTrail, past other events',
      JSON.stringify({
        Records: [
          { eventSource: 'bedrock.amazonaws.com', eventName: 'ListModels', requestParameters: {} },
          { eventSource: 's3.amazonaws.com' },
          {
            eventSource: 'bedrock.amazonaws.com',
            eventName: 'Converse',
            requestParameters: { modelId: 'a.b', k: 1 },
          },
        ],
      }),
      { modelId: 'a.b', k: 1 },
    ],
    [
      'an Anthropic batch',
      JSON.stringify({ custom_id: 'c', params: { model: 'm', messages: [], max_tokens: 1 } }),
      { model: 'm', max_tokens: 1 },
    ],
    [
      'a Bedrock batch',
      JSON.stringify({ recordId: 'r', modelInput: { messages: [], max_tokens: 1 } }),
      { modelId: '‹the model of the batch job›', max_tokens: 1 },
    ],
    [
      'a Bedrock batch of Converse',
      JSON.stringify({ recordId: 'r', modelInput: { messages: [], inferenceConfig: {} } }),
      { messages: [] },
    ],
    [
      'a batch line with headers',
      JSON.stringify({
        custom_id: 'c',
        url: '/v1/chat/completions',
        headers: { 'X-A': 'b', n: 1 },
        body: { model: 'm', messages: [] },
      }),
      { model: 'm' },
    ],
    [
      'a HAR file, past what goes elsewhere',
      har([
        { request: {} },
        { request: { url: 'http://h/x', method: 'POST', postData: { text: '[1]' } } },
        {
          request: {
            url: 'http://h/model/m/count-tokens',
            method: 'POST',
            postData: { text: '{"input":{"converse":{"messages":[]}}}' },
          },
        },
        {
          request: {
            url: 'http://h/guardrail/g/version/1/apply',
            method: 'POST',
            postData: { text: '{"messages":[],"model":"none"}' },
          },
        },
        {
          request: {
            url: 'http://h/v1/messages',
            method: 'POST',
            headers: [{ name: 'A', value: 'b' }, 1],
            postData: { text: '{"model":"m","messages":[]}' },
          },
        },
      ]),
      { model: 'm' },
    ],
  ])('%s', (_, text, request) => {
    expect(read(text).request).toMatchObject(request);
  });
});
