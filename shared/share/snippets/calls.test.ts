import { describe, expect, it } from 'vitest';
import type { OutgoingView } from '../../contract/inspection.ts';
import type { FormId } from '../../input/forms.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import type { SentOperation } from '../../validation/target.ts';
import { blobsOf } from './blobs.ts';
import { SNIPPETS } from './index.ts';
import { JAVASCRIPT, literal } from './literal.ts';
import { proxyConfig } from './proxy.ts';
import type { CallerCall, SnippetInput } from './snippet.ts';

const outgoing = (operation: SentOperation, body: Json, headers = {}): OutgoingView => ({
  operation,
  method: 'POST',
  path: '/model/m/x',
  headers,
  bodyText: JSON.stringify(body, null, 2),
  requests: 1,
  bodyBytes: 1,
});

const toBedrock = (operation: SentOperation, body: Json, headers = {}): SnippetInput => ({
  outgoing: outgoing(operation, body, headers),
  modelId: 'm',
  region: 'us-east-1',
  call: null,
});

const through = (form: FormId, request: JsonObject, rest: Partial<CallerCall> = {}): SnippetInput => ({
  ...toBedrock('InvokeModel', {}),
  call: {
    form,
    requestText: JSON.stringify(request),
    release: '1.90.0',
    dropParams: false,
    modifyParams: false,
    ...rest,
  },
});

function written(id: string, input: SnippetInput): string | null {
  const snippet = SNIPPETS.find((one) => one.id === id);
  if (!snippet) throw new Error(`no snippet ${id}`);
  return snippet.fits(input) ? snippet.write(input) : null;
}

const user = (...content: readonly Json[]): JsonObject => ({ role: 'user', content });
const call = (toolUseId: string): Json => ({
  toolUse: { toolUseId, name: 'weather', input: { city: 'Rome' } },
});
const CALLED: JsonObject = { role: 'assistant', content: [call('t1')] };
const spec = (rest: JsonObject = {}): Json => ({
  toolSpec: { name: 'weather', inputSchema: { json: { type: 'object' } }, ...rest },
});
const chat = (rest: JsonObject): JsonObject => ({ messages: [user({ text: 'hi' })], ...rest });

describe('a call of Bedrock’s as one of the AI SDK', () => {
  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['a text', chat({}), ['"type": "text"', '"text": "hi"', 'await generateText({']],
    [
      'a system prompt',
      chat({ system: [{ text: 'Be brief' }] }),
      ['"role": "system"', '"content": "Be brief"'],
    ],
    [
      'an image',
      { messages: [user({ image: { format: 'png', source: { bytes: 'QUJD' } } })] },
      ['"type": "file"', '"data": "QUJD"', '"mediaType": "image/png"'],
    ],
    [
      'a call and its result, in a message of their own',
      { messages: [CALLED, user({ toolResult: { toolUseId: 't1', content: [{ text: '24' }] } })] },
      ['"type": "tool-call"', '"role": "tool"', '"toolName": "weather"', '"value": "24"'],
    ],
    [
      'settings under its own names',
      chat({ inferenceConfig: { maxTokens: 5, topP: 0.5, stopSequences: ['E'] } }),
      ['  maxOutputTokens: 5,', '  topP: 0.5,', '  stopSequences: ['],
    ],
    [
      'a tool that is told',
      chat({ toolConfig: { tools: [spec({ description: 'Its "weather"' })] } }),
      [
        'import { jsonSchema, generateText }',
        '"weather": { description: "Its \\"weather\\"", inputSchema: jsonSchema(',
      ],
    ],
    [
      'a tool that is not told',
      chat({ toolConfig: { tools: [spec()], toolChoice: { auto: {} } } }),
      ['"weather": { inputSchema: jsonSchema({"type":"object"}) }', 'toolChoice: "auto"'],
    ],
    [
      'any tool',
      chat({ toolConfig: { tools: [spec()], toolChoice: { any: {} } } }),
      ['toolChoice: "required"'],
    ],
    [
      'one tool',
      chat({ toolConfig: { tools: [spec()], toolChoice: { tool: { name: 'weather' } } } }),
      ['toolChoice: {"type":"tool","toolName":"weather"}'],
    ],
    [
      'fields of the model',
      chat({ additionalModelRequestFields: { top_k: 5 } }),
      ['providerOptions: { bedrock: { additionalModelRequestFields:', '"top_k": 5'],
    ],
  ])('has %s', (_name, body, parts) => {
    const code = written('ai-sdk', toBedrock('Converse', body));
    for (const part of parts) expect(code).toContain(part);
  });

  it('streams where the call does', () => {
    const code = written('ai-sdk', toBedrock('ConverseStream', chat({})));
    expect(code).toContain('const result = streamText({');
    expect(code).toContain('for await (const text of result.textStream)');
  });

  it.each<readonly [string, JsonObject]>([
    ['a member of the body that it does not know', chat({ guardrailConfig: {} })],
    ['messages that are no list', { messages: {} }],
    ['a message that is no object', { messages: ['hi'] }],
    ['a block of another kind', { messages: [user({ document: {} })] }],
    ['a text that is none', { messages: [user({ text: 1 })] }],
    [
      'an image that is not sent along',
      { messages: [user({ image: { format: 'png', source: { s3Location: {} } } })] },
    ],
    [
      'a result without its call',
      { messages: [user({ toolResult: { toolUseId: 'x', content: [{ text: '1' }] } })] },
    ],
    [
      'a result with a status',
      { messages: [CALLED, user({ toolResult: { toolUseId: 't1', content: [], status: 'error' } })] },
    ],
    [
      'several results of one call',
      {
        messages: [
          CALLED,
          user({ toolResult: { toolUseId: 't1', content: [{ text: '1' }, { text: '2' }] } }),
        ],
      },
    ],
    [
      'a result among other parts',
      {
        messages: [
          CALLED,
          user({ toolResult: { toolUseId: 't1', content: [{ text: '1' }] } }, { text: 'and' }),
        ],
      },
    ],
    ['a cache point among tools', chat({ toolConfig: { tools: [{ cachePoint: { type: 'default' } }] } })],
    ['a setting that it does not know', chat({ inferenceConfig: { topK: 3 } })],
    ['a choice that it does not know', chat({ toolConfig: { tools: [spec()], toolChoice: { none: {} } } })],
  ])('is not offered for %s', (_name, body) => {
    expect(written('ai-sdk', toBedrock('Converse', body))).toBeNull();
  });

  it('is not offered for the invoke route, nor for headers of the caller’s', () => {
    expect(written('ai-sdk', toBedrock('InvokeModel', chat({})))).toBeNull();
    expect(written('ai-sdk', toBedrock('Converse', chat({}), { 'x-own': '1' }))).toBeNull();
    expect(written('ai-sdk', toBedrock('Converse', chat({}), { 'Content-Type': 'a/b' }))).not.toBeNull();
  });
});

describe('a call of Bedrock’s own clients', () => {
  it.each<readonly [string, SentOperation, readonly string[]]>([
    ['boto3', 'InvokeModel', ['import json', 'client.invoke_model(', 'response["body"].read()']],
    [
      'boto3',
      'InvokeModelWithResponseStream',
      ['invoke_model_with_response_stream(', 'event["chunk"]["bytes"]'],
    ],
    ['boto3', 'Converse', ['client.converse(', 'print(response["output"])']],
    ['boto3', 'ConverseStream', ['client.converse_stream(', 'response["stream"]']],
    ['boto3', 'CountTokens', ['client.count_tokens(', 'print(response["inputTokens"])']],
    ['javascript', 'InvokeModel', ['new InvokeModelCommand(', 'decode(response.body)']],
    ['javascript', 'InvokeModelWithResponseStream', ['for await (const event of response.body ?? [])']],
    ['javascript', 'Converse', ['console.log(response.output)']],
    ['javascript', 'ConverseStream', ['for await (const event of response.stream ?? [])']],
    [
      'cli',
      'InvokeModel',
      ["printf '%s' '{}'", '| aws bedrock-runtime invoke-model --region us-east-1', 'fileb:///dev/stdin'],
    ],
    ['cli', 'ConverseStream', ['bedrock-runtime converse --region', `--cli-input-json '{"modelId": "m"}'`]],
    ['strata', 'CountTokens', ["| strata check --operation CountTokens --model 'm'"]],
    ['curl', 'ConverseStream', ['curl -N --output - "${AWS_ENDPOINT_URL']],
    ['curl-bearer', 'InvokeModelWithResponseStream', ['curl -N --output - "${AWS_ENDPOINT_URL']],
    ['curl', 'Rerank', ['AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME:-https://bedrock-agent-runtime.us-east-1']],
    ['curl-bearer', 'Converse', ['Bearer $AWS_BEARER_TOKEN_BEDROCK', "-H 'content-type: application/json'"]],
  ])('%s makes %s', (id, operation, parts) => {
    const code = written(id, toBedrock(operation, {}));
    for (const part of parts) expect(code).toContain(part);
  });

  it.each<readonly [string, SentOperation]>([
    ['boto3', 'Rerank'],
    ['javascript', 'CountTokens'],
    ['cli', 'CountTokens'],
    ['strata', 'Rerank'],
  ])('%s is not offered for %s, which it has no word for', (id, operation) => {
    expect(written(id, toBedrock(operation, {}))).toBeNull();
  });

  it.each<readonly [string, SentOperation, string, string]>([
    ['curl', 'Converse', "--data-binary @- <<'BODY'\n{", '}\nBODY'],
    ['cli', 'Converse', "cat > request.json <<'BODY'\n{", '--cli-input-json file://request.json'],
    ['cli', 'InvokeModel', "printf '%s' '{", '--body fileb:///dev/stdin /dev/stdout'],
  ])('%s makes %s of a body that no argument has room for', (id, operation, first, last) => {
    const code = written(id, toBedrock(operation, { a: 'x'.repeat(200_000) })) ?? '';
    expect(code).toContain(first);
    expect(code.endsWith(last), code.slice(-80)).toBe(true);
  });

  it('adds headers of the caller’s, credentials among them from the environment', () => {
    const input = toBedrock('InvokeModel', {}, { 'x-own': '1', 'x-api-key': 'hunter2' });
    const python = written('boto3', input);
    expect(python).toContain('import os');
    expect(python).toContain('request.headers["x-own"] = "1"');
    expect(python).toContain('request.headers["x-api-key"] = os.environ["X_API_KEY"]');
    const javascript = written('javascript', input);
    expect(javascript).toContain("{ step: 'build' }");
    expect(javascript).toContain('"x-api-key": process.env.X_API_KEY,');
    expect(written('cli', input)).toBeNull();
  });

  it('hands over bytes as bytes where the service has a member of bytes, and nowhere else', () => {
    const image = { image: { format: 'png', source: { bytes: 'QUJD' } } };
    const tool = { toolUse: { toolUseId: 't', name: 'n', input: { source: { bytes: 'RkZG' } } } };
    const body = { messages: [user(image, tool, { reasoningContent: { redactedContent: 'R0dH' } })] };
    const python = written('boto3', toBedrock('Converse', body));
    expect(python).toContain('import base64');
    expect(python).toContain('"bytes": base64.b64decode("QUJD")');
    expect(python).toContain('"redactedContent": base64.b64decode("R0dH")');
    expect(python).toContain('"bytes": "RkZG"');
    expect(written('javascript', toBedrock('Converse', body))).toContain(`Buffer.from("QUJD", 'base64')`);
  });

  it('finds the bytes of a body whose tokens are counted', () => {
    const invoke = { invokeModel: { body: 'e30=' } };
    expect([...blobsOf({ input: invoke })]).toEqual([[invoke.invokeModel, 'body']]);
    const source = { bytes: 'QUJD' };
    expect([...blobsOf({ input: { converse: { messages: [user({ image: { source } })] } } })]).toEqual([
      [source, 'bytes'],
    ]);
  });

  it('keeps a key that JavaScript would take for a prototype', () => {
    const value = JSON.parse('{"__proto__": {"a": [false, null]}, "b": []}');
    expect(literal(value, JAVASCRIPT)).toBe(
      '{\n  ["__proto__"]: {\n    "a": [\n      false,\n      null,\n    ],\n  },\n  "b": [],\n}',
    );
  });
});

const HI: JsonObject = { model: 'bedrock/m', messages: [{ role: 'user', content: 'hi' }] };

describe('a call through LiteLLM', () => {
  it.each<readonly [FormId, string]>([
    ['chat', 'litellm.completion('],
    ['messages', 'await litellm.anthropic_messages('],
    ['responses', 'litellm.responses('],
    ['completions', 'litellm.text_completion('],
    ['embeddings', 'litellm.embedding('],
    ['rerank', 'litellm.rerank('],
    ['images', 'litellm.image_generation('],
  ])('of the form %s is %s', (form, entry) => {
    expect(written('litellm', through(form, HI))).toContain(entry);
  });

  it('reads the answer as it comes', () => {
    expect(written('litellm', through('chat', HI))).toContain('\nprint(response)');
    expect(written('litellm', through('chat', { ...HI, stream: true }))).toContain(
      '\nfor chunk in response:',
    );
    expect(written('litellm', through('messages', HI))).toContain('\n    print(response)');
    expect(written('litellm', through('messages', { ...HI, stream: true }))).toContain(
      '\n    async for chunk in response:',
    );
  });

  it.each<FormId>(['chat', 'messages'])('leaves texts of %s with separators of lines as they are', (form) => {
    const content = 'one\u2028two\u2029three';
    const code = written('litellm', through(form, { ...HI, messages: [{ role: 'user', content }] }));
    expect(code).toContain(content);
  });

  it('names release, region and switches', () => {
    const code = written('litellm', through('chat', HI, { dropParams: true, modifyParams: true }));
    expect(code).toContain('# pip install litellm==1.90.0 boto3');
    expect(code).toContain('litellm.drop_params = True\nlitellm.modify_params = True');
    expect(code).toContain('    aws_region_name="us-east-1",');
    const own = written(
      'litellm',
      through('chat', { ...HI, aws_region_name: 'eu-west-1' }, { release: null }),
    );
    expect(own).not.toContain('pip install');
    expect(own?.match(/aws_region_name=/g)).toHaveLength(1);
    expect(own).toContain('aws_region_name="eu-west-1"');
  });

  it('unpacks arguments that are no names in Python', () => {
    const code = written('litellm', through('chat', { ...HI, 'x-y': 1, class: true }));
    expect(code).toContain('    **{"x-y": 1, "class": True},');
  });

  it('is not offered for a call to Bedrock itself or a form that it has no function for', () => {
    for (const id of ['litellm', 'litellm-proxy', 'openai', 'anthropic']) {
      expect(written(id, toBedrock('Converse', {}))).toBeNull();
      expect(written(id, through('converse', HI))).toBeNull();
      expect(SNIPPETS.find((one) => one.id === id)?.write(toBedrock('Converse', {}))).toBe('');
    }
    expect(proxyConfig(toBedrock('Converse', {}))).toBe('');
  });

  it('is told to strata with the release and its switches', () => {
    const code = written('strata', through('chat', HI, { dropParams: true, modifyParams: true }));
    expect(code).toContain('strata transform --profile litellm-1.90.0 --drop-params --modify-params');
    expect(code).toContain('# What LiteLLM 1.90.0 sends');
    expect(written('strata', through('chat', HI))).toContain('--profile litellm-1.90.0\n');
    expect(written('strata', through('chat', HI, { release: null }))).not.toContain('transform');
  });
});

describe('a call through a LiteLLM proxy', () => {
  const request = { ...HI, aws_profile_name: 'dev', drop_params: true, top_k: 3, max_tokens: 4 };

  it('leaves to the configuration what is the deployment’s, to the client what is the call’s', () => {
    const config = proxyConfig(through('chat', request));
    for (const line of [
      'model: "bedrock/m"',
      'aws_profile_name: "dev"',
      'drop_params: true',
      'aws_region_name: "us-east-1"',
    ])
      expect(config).toContain(`      ${line}\n`);
    expect(config).not.toContain('max_tokens');
    expect(config).not.toContain('litellm_settings');
    const named = proxyConfig(through('chat', { ...HI, aws_region_name: 'eu-west-1' }));
    expect(named.match(/aws_region_name: .*/g)).toEqual(['aws_region_name: "eu-west-1"']);
    const curl = written('litellm-proxy', through('chat', request));
    expect(curl).toContain("# pip install 'litellm[proxy]==1.90.0' boto3");
    expect(curl).toContain('"model": "the-model"');
    expect(curl?.split('EOF\n').at(-1)).not.toContain('aws_profile_name');
  });

  it('has the switches of the module in its settings', () => {
    const config = proxyConfig(through('chat', HI, { dropParams: true, modifyParams: true }));
    expect(config).toContain('litellm_settings:\n  drop_params: true\n  modify_params: true\n');
  });

  it.each<readonly [FormId, string]>([
    ['chat', '/v1/chat/completions'],
    ['messages', '/v1/messages'],
    ['responses', '/v1/responses'],
    ['completions', '/v1/completions'],
    ['embeddings', '/v1/embeddings'],
  ])('of the form %s goes to %s', (form, path) => {
    const curl = written('litellm-proxy', through(form, HI, { release: null }));
    expect(curl).toContain(`:-http://localhost:4000}"${path} \\`);
    expect(curl).toContain("'litellm[proxy]' boto3");
  });

  it.each<readonly [string, FormId, string, string, string]>([
    ['openai', 'chat', 'client.chat.completions.create(', '+ "/v1"', '"top_k": 3'],
    ['anthropic', 'messages', 'client.messages.create(', 'from anthropic import', '"guardrail": 3'],
  ])('from the client of %s has what it does not know in extra_body', (id, form, method, other, extra) => {
    const code = written(id, through(form, { ...HI, max_tokens: 4, ...JSON.parse(`{${extra}}`) }));
    for (const part of [method, other, '    max_tokens=4,', '    extra_body={', extra])
      expect(code).toContain(part);
    expect(code).toContain('print(response.model_dump_json(indent=2))');
    const plain = written(id, through(form, { ...HI, stream: true }));
    expect(plain).not.toContain('extra_body');
    expect(plain).toContain('for event in response:');
  });
});
