/** A request that grows in one direction. */
export interface RequestKind {
  readonly name: string;
  /** The typed text, about so many UTF-16 units long. */
  readonly text: (size: number) => string;
}

/** A body that grows in one direction. */
export interface BodyKind {
  readonly name: string;
  readonly operation: 'InvokeModel' | 'Converse' | 'CountTokens';
  readonly modelId: string;
  /** The body, about so many UTF-16 units long. */
  readonly body: (size: number) => string;
}

const MODEL = 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0';
const CLAUDE = 'anthropic.claude-sonnet-4-20250514-v1:0';

/** So many parts of JSON text as `size` has room for, with commas between them. */
function many(size: number, part: (i: number) => string): string {
  const parts: string[] = [];
  for (let length = 0, i = 0; length < size; i++) {
    const one = part(i);
    parts.push(one);
    length += one.length + 1;
  }
  return parts.join(',');
}

const turn = (i: number, content: string): string =>
  `{"role":"${i % 2 === 0 ? 'user' : 'assistant'}","content":${content}}`;
const HELLO = turn(0, '"Hello"');
const call = (rest: string, messages: string = HELLO): string =>
  `{"model":"${MODEL}","max_tokens":64,"messages":[${messages}]${rest}}`;

const tool = (i: number, schema = '{"type":"object","properties":{"city":{"type":"string"}}}'): string =>
  `{"type":"function","function":{"name":"tool_${i}","description":"Looks something up","parameters":${schema}}}`;

/** An object schema with properties `breadth` wide, nested `depth` deep. */
function nested(depth: number, inner: string): string {
  return '{"type":"object","properties":{"a":'.repeat(depth) + inner + '}}'.repeat(depth);
}

export const REQUEST_KINDS: readonly RequestKind[] = [
  { name: 'one giant string', text: (size) => call('', turn(0, JSON.stringify('x'.repeat(size)))) },
  {
    name: 'long strings with escapes',
    text: (size) => call('', turn(0, JSON.stringify('"\n\\'.repeat(size / 6)))),
  },
  {
    name: 'messages',
    text: (size) =>
      call(
        '',
        many(size, (i) => turn(i, '"What is the tide today?"')),
      ),
  },
  {
    name: 'messages of one role',
    text: (size) =>
      call(
        '',
        many(size, () => turn(0, '"Hi"')),
      ),
  },
  {
    name: 'blocks of one message',
    text: (size) => call('', turn(0, `[${many(size, () => '{"type":"text","text":"Hi"}')}]`)),
  },
  { name: 'tools', text: (size) => call(`,"tools":[${many(size, (i) => tool(i))}]`) },
  {
    name: 'tools without a name',
    text: (size) => call(`,"tools":[${many(size, () => '{"type":"function"}')}]`),
  },
  {
    name: 'tool schema with many properties',
    text: (size) =>
      call(
        `,"tools":[${tool(0, `{"type":"object","properties":{${many(size, (i) => `"p${i}":{"type":"string"}`)}}}`)}]`,
      ),
  },
  {
    name: 'tool schema nested 400 deep, wide at its end',
    text: (size) => call(`,"tools":[${tool(0, nested(200, `{"enum":[${many(size, (i) => `"${i}"`)}]}`))}]`),
  },
  {
    name: 'tool calls and results',
    text: (size) =>
      call(
        '',
        many(size, (i) =>
          i % 2 === 0
            ? `{"role":"assistant","content":null,"tool_calls":[{"id":"call_${i}","type":"function","function":{"name":"f","arguments":"{}"}}]}`
            : `{"role":"tool","tool_call_id":"call_${i - 1}","content":"done"}`,
        ),
      ),
  },
  { name: 'unknown keys at the top', text: (size) => call(`,${many(size, (i) => `"unknown_${i}":${i}`)}`) },
  {
    name: 'unknown keys in messages',
    text: (size) =>
      call(
        '',
        many(size, (i) => turn(i, '"Hi"').replace('}', `,"unknown_${i}":1}`)),
      ),
  },
  {
    name: 'unknown keys in one message',
    text: (size) => call('', turn(0, '"Hi"').replace('}', `,${many(size, (i) => `"unknown_${i}":1`)}}`)),
  },
  {
    name: 'unknown keys in blocks',
    text: (size) =>
      call('', turn(0, `[${many(size, (i) => `{"type":"text","text":"Hi","unknown_${i}":1}`)}]`)),
  },
  {
    name: 'unknown keys in tools',
    text: (size) =>
      call(`,"tools":[${many(size, (i) => tool(i).replace('{"type"', `{"unknown_${i}":1,"type"`))}]`),
  },
  {
    name: 'blocks of unknown types',
    text: (size) => call('', turn(0, `[${many(size, (i) => `{"type":"odd_${i}"}`)}]`)),
  },
  { name: 'stop sequences', text: (size) => call(`,"stop":[${many(size, (i) => `"s${i}"`)}]`) },
  { name: 'blank stop sequences', text: (size) => call(`,"stop":[${many(size, () => '""')}]`) },
  { name: 'small values', text: (size) => call(`,"metadata":{"list":[${many(size, () => '0')}]}`) },
  { name: 'small values in an unknown key', text: (size) => call(`,"unknown":[${many(size, () => '0')}]`) },
  {
    name: 'small values nested 400 deep',
    text: (size) => call(`,"unknown":${'['.repeat(400)}${many(size, () => '0')}${']'.repeat(400)}`),
  },
  {
    name: 'nested, as deep as its length lets',
    text: (size) => call(`,"unknown":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`),
  },
  {
    name: 'nested objects, many of them',
    text: (size) => call(`,"unknown":[${many(size, () => `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`)}]`),
  },
  { name: 'one key many times', text: (size) => call(`,${many(size, () => '"unknown":1')}`) },
  { name: 'long keys', text: (size) => call(`,${many(size, (i) => `"${'k'.repeat(5000)}${i}":1`)}`) },
  { name: 'lines', text: (size) => call(`${'\n'.repeat(size)},"unknown":1`) },
  { name: 'no JSON: brackets', text: (size) => '['.repeat(size) },
  {
    name: 'no JSON: a comma too many after many values',
    text: (size) => `{"a":[${many(size, () => '0')},,]}`,
  },
  { name: 'no JSON: braces', text: (size) => '{"a":'.repeat(size / 5) },
  { name: 'no JSON: quotes', text: (size) => '"'.repeat(size) },
  {
    name: 'curl with a long body',
    text: (size) =>
      `curl https://api.openai.com/v1/chat/completions -d '${call(
        '',
        many(size, (i) => turn(i, '"Hi"')),
      )}'`,
  },
  {
    name: 'curl with many headers',
    text: (size) => `curl https://x.test ${'-H "a: b" '.repeat(size / 10)} -d '${call('')}'`,
  },
  { name: 'curl with backslashes', text: (size) => `curl https://x.test -d $'${'\\'.repeat(size)}` },
  { name: 'curl with dollar quotes', text: (size) => `curl https://x.test -d ${"$'".repeat(size / 2)}` },
  { name: 'blanks', text: (size) => `curl${' '.repeat(size)}x` },
  {
    name: 'messages API: blocks with unknown keys',
    text: (size) =>
      `{"model":"${MODEL}","max_tokens":64,"system":"Be brief","messages":[${turn(0, `[${many(size, (i) => `{"type":"text","text":"Hi","unknown_${i}":1}`)}]`)}]}`,
  },
  {
    name: 'messages API: tools with unknown keys',
    text: (size) =>
      `{"model":"${MODEL}","max_tokens":64,"system":"Be brief","messages":[${HELLO}],"tools":[${many(size, (i) => `{"name":"t${i}","input_schema":{"type":"object"},"unknown_${i}":1}`)}]}`,
  },
  {
    name: 'Titan: unknown keys',
    text: (size) =>
      `{"model":"bedrock/amazon.titan-text-express-v1","messages":[${HELLO}],${many(size, (i) => `"unknown_${i}":${i}`)}}`,
  },
  {
    name: 'Nova: unknown keys',
    text: (size) =>
      `{"model":"bedrock/invoke/amazon.nova-lite-v1:0","messages":[${HELLO}],${many(size, (i) => `"unknown_${i}":${i}`)}}`,
  },
  {
    name: 'Qwen3: unknown keys',
    text: (size) =>
      `{"model":"bedrock/invoke/qwen.qwen3-32b-v1:0","messages":[${HELLO}],${many(size, (i) => `"unknown_${i}":${i}`)}}`,
  },
];

const invoke = (rest: string, messages: string = HELLO): string =>
  `{"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"messages":[${messages}]${rest}}`;
const conv = (rest: string, messages = '{"role":"user","content":[{"text":"Hi"}]}'): string =>
  `{"messages":[${messages}]${rest}}`;
const spec = (schema: string): string => `{"name":"f","description":"Hello","input_schema":${schema}}`;
const required = (inner: string): string =>
  `{"type":"object","properties":{"a":${inner},"b":${inner},"c":${inner}},"required":["a","b","c"]}`;

const ON: readonly (readonly [string, BodyKind['operation'], string])[] = [
  ['Claude', 'InvokeModel', CLAUDE],
  ['Converse', 'Converse', CLAUDE],
  ['Titan', 'InvokeModel', 'amazon.titan-text-express-v1'],
  ['Nova', 'InvokeModel', 'amazon.nova-lite-v1:0'],
  ['Qwen3', 'InvokeModel', 'qwen.qwen3-32b-v1:0'],
  ['Llama', 'InvokeModel', 'meta.llama3-8b-instruct-v1:0'],
  ['Command R', 'InvokeModel', 'cohere.command-r-v1:0'],
];

const base64 = (text: string): string => btoa(text);

export const BODY_KINDS: readonly BodyKind[] = [
  ...ON.map(
    ([name, operation, modelId]): BodyKind => ({
      name: `${name}: unknown keys`,
      operation,
      modelId,
      body: (size) => (operation === 'Converse' ? conv : invoke)(`,${many(size, (i) => `"unknown_${i}":1`)}`),
    }),
  ),
  ...ON.map(
    ([name, operation, modelId]): BodyKind => ({
      name: `${name}: unknown keys in messages`,
      operation,
      modelId,
      body: (size) =>
        invoke(
          '',
          many(size, (i) => `{"role":"user","content":"Hi","unknown_${i}":1}`),
        ),
    }),
  ),
  ...ON.map(
    ([name, operation, modelId]): BodyKind => ({
      name: `${name}: messages of a wrong kind`,
      operation,
      modelId,
      body: (size) =>
        invoke(
          '',
          many(size, () => '1'),
        ),
    }),
  ),
  ...ON.map(
    ([name, operation, modelId]): BodyKind => ({
      name: `${name}: nested`,
      operation,
      modelId,
      body: (size) => invoke(`,"x":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`),
    }),
  ),
  {
    name: 'Converse: blocks without a member',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) => conv('', `{"role":"user","content":[${many(size, () => '{}')}]}`),
  },
  {
    name: 'Converse: a map of wrong values',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) => conv(`,"requestMetadata":{${many(size, (i) => `"k${i}":"${'<'.repeat(20)}"`)}}`),
  },
  {
    name: 'Converse: a map of wrong keys',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) => conv(`,"requestMetadata":{${many(size, (i) => `"<${i}":"v"`)}}`),
  },
  {
    name: 'Converse: tools with wrong names',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) =>
      conv(
        `,"toolConfig":{"tools":[${many(size, (i) => `{"toolSpec":{"name":"a b ${i}","inputSchema":{"json":{}}}}`)}]}`,
      ),
  },
  {
    name: 'Converse: fields with unknown keys',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) => conv(`,"additionalModelRequestFields":{${many(size, (i) => `"unknown_${i}":1`)}}`),
  },
  {
    name: 'Converse: nulls',
    operation: 'Converse',
    modelId: CLAUDE,
    body: (size) => conv(`,"stopSequences":[${many(size, () => 'null')}]`),
  },
  {
    name: 'Claude: blocks with unknown keys',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) => invoke('', turn(0, `[${many(size, (i) => `{"type":"text","text":"Hi","u${i}":1}`)}]`)),
  },
  {
    name: 'Claude: tool uses without results',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(
        '',
        many(size, (i) =>
          i % 2 === 0 ? HELLO : turn(1, `[{"type":"tool_use","id":"t${i}","name":"f","input":{}}]`),
        ),
      ),
  },
  {
    name: 'Claude: tool uses and results in one turn',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(
        `,"tools":[${spec('{"type":"object"}')}]`,
        `${HELLO},${turn(1, `[${many(size / 2, (i) => `{"type":"tool_use","id":"t${i}","name":"f","input":{}}`)}]`)},${turn(0, `[${many(size / 2, (i) => `{"type":"tool_result","tool_use_id":"t${i}","content":"x"}`)}]`)}`,
      ),
  },
  {
    name: 'Claude: nested minItems',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(
        `,"tools":[${spec(`{"type":"object","properties":{"a":${'{"type":"array","minItems":100,"items":'.repeat(12)}{"type":"string"}${'}'.repeat(12)}},"required":["a"],"description":"${'x'.repeat(size)}"}`)}],"tool_choice":{"type":"any"}`,
      ),
  },
  {
    name: 'Claude: recursive schema',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(
        `,"tools":[${spec(`{"$ref":"#/$defs/n","$defs":{"n":${required('{"$ref":"#/$defs/n"}')}},"description":"${'x'.repeat(size)}"}`)}],"tool_choice":{"type":"any"}`,
      ),
  },
  {
    name: 'Claude: schema with many required members',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(
        `,"tools":[${spec(`{"type":"object","properties":{${many(size / 2, (i) => `"p${i}":{"type":"string"}`)}},"required":[${many(size / 2, (i) => `"p${i}"`)}]}`)}],"tool_choice":{"type":"any"}`,
      ),
  },
  {
    name: 'Claude: many tools',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) =>
      invoke(`,"tools":[${many(size, (i) => spec('{"type":"object"}').replace('"f"', `"f${i}"`))}]`),
  },
  {
    name: 'Claude: long strings',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) => invoke('', turn(0, JSON.stringify('x'.repeat(size)))),
  },
  {
    name: 'Claude: blank text',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) => invoke('', turn(0, JSON.stringify(' '.repeat(size)))),
  },
  {
    name: 'Claude: stop sequences',
    operation: 'InvokeModel',
    modelId: CLAUDE,
    body: (size) => invoke(`,"stop_sequences":[${many(size, (i) => `"s${i}"`)}]`),
  },
  {
    name: 'Qwen3: messages with wrong roles',
    operation: 'InvokeModel',
    modelId: 'qwen.qwen3-32b-v1:0',
    body: (size) => `{"messages":[${many(size, (i) => `{"role":"r${i}","content":"Hi"}`)}]}`,
  },
  {
    name: 'CountTokens: invoke body',
    operation: 'CountTokens',
    modelId: CLAUDE,
    body: (size) =>
      `{"input":{"invokeModel":{"body":"${base64(
        invoke(
          '',
          many(size * 0.75, (i) => turn(i, '"Hi"')),
        ),
      )}"}}}`,
  },
];
