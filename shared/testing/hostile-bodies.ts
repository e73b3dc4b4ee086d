import { CLAUDE, HELLO, many, turn } from './hostile-parts.ts';

/** A body that grows in one direction. */
export interface BodyKind {
  readonly name: string;
  readonly operation: 'InvokeModel' | 'Converse' | 'CountTokens';
  readonly modelId: string;
  /** The body, about so many UTF-16 units long. */
  readonly body: (size: number) => string;
}

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

/** Bodies that were made to slow a verdict down. */
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
    name: 'Claude 2: blank lines of a prompt',
    operation: 'InvokeModel',
    modelId: 'anthropic.claude-v2:1',
    body: (size) => `{"prompt":"${'\\n'.repeat(size / 2)}y","max_tokens_to_sample":5}`,
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
