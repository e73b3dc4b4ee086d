import { call, HELLO, MODEL, many, nested, tool, turn } from './hostile-parts.ts';

/** A request that grows in one direction. */
export interface RequestKind {
  readonly name: string;
  /** The typed text, about so many UTF-16 units long. */
  readonly text: (size: number) => string;
}

/** Requests that were made to slow an inspection down. */
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
