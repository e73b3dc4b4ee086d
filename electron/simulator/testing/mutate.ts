import { isArray, isObject, type Json } from '../../../shared/json/json.ts';
import { ODD_NAMES } from '../../../shared/testing/odd-names.ts';
import { pick, type Random } from '../answer/random.ts';
import type { Posted } from './compare.ts';

const KEYS = [
  ...ODD_NAMES,
  ...['\u202Eabc', 'é', '世', '🦊', 'x'.repeat(300), 'type', 'role', 'content', 'text', 'messages', 'system'],
  ...[
    'max_tokens',
    'maxTokens',
    'temperature',
    'stream_chunk_size',
    'toolConfig',
    'inferenceConfig',
    'input',
    'body',
  ],
] as const;

const VALUES: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER + 2, '', ' ', '\u0000', '\uFEFF'],
  ...[
    '__proto__',
    'constructor',
    'user',
    'tool_use',
    '\u202E',
    '🦊',
    'a'.repeat(2000),
    '<html>',
    '{"a":1}',
    'null',
  ],
  ...[[], {}, [[]], [null], { type: null }, { type: 'constructor' }, { text: '' }, { toolUse: {} }],
  ...[{ $ref: '#' }, { role: 'user', content: [] }],
];

const nested = (depth: number): Json => {
  let value: Json = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

const value = (random: Random): Json =>
  random() < 0.03 ? nested(pick(random, [5, 100, 480, 499, 500, 501, 700])) : pick(random, VALUES);

/** The value with a change at a place that chance picks. */
function changed(at: Json, random: Random): Json {
  if (isArray(at)) return changedList(at, random);
  if (!isObject(at)) return value(random);
  const entries = Object.entries(at);
  const index = Math.floor(random() * entries.length);
  const [key, inside] = entries[index] ?? [];
  const others = (replacement: readonly (readonly [string, Json])[]): Json =>
    Object.fromEntries([...entries.slice(0, index), ...replacement, ...entries.slice(index + 1)]);
  const choice = random();
  if (key === undefined || inside === undefined || choice < 0.15) {
    return Object.fromEntries([...entries, [pick(random, KEYS), value(random)]]);
  }
  if (choice < 0.25) return others([]);
  if (choice < 0.35) return others([[pick(random, KEYS), inside]]);
  return others([[key, choice < 0.5 ? value(random) : changed(inside, random)]]);
}

function changedList(list: readonly Json[], random: Random): Json {
  const index = Math.floor(random() * list.length);
  const item = list[index];
  const around = (replacement: readonly Json[]): Json => [
    ...list.slice(0, index),
    ...replacement,
    ...list.slice(index + 1),
  ];
  const choice = random();
  if (item === undefined || choice < 0.1) return [...list, value(random)];
  if (choice < 0.2) return around([]);
  if (choice < 0.3) return around(Array.from({ length: pick(random, [2, 2, 3, 25, 150]) }, () => item));
  return around([choice < 0.4 ? value(random) : changed(item, random)]);
}

type TextChange = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => Math.floor(random() * (text.length + 1));

/** Changes of the text that the value does not show, or that leave no JSON. */
const TEXT_CHANGES: readonly TextChange[] = [
  (text) => `\uFEFF${text}`,
  (text) => `\uFEFF\uFEFF${text}`,
  (text) => ` \n\t${text}\r\n`,
  (text) => `${text}x`,
  (text) => JSON.stringify(JSON.parse(text), null, 1),
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => {
    const index = at(text, random);
    return (
      text.slice(0, index) +
      pick(random, ['"', ',', '{', '}', '[', ']', '\\', '\u0001', '🦊', '0', 'e5']) +
      text.slice(index)
    );
  },
  (text, random) => text.replace(/\d+/g, (digits) => (random() < 0.3 ? `${digits}.0` : digits)),
  (text, random) =>
    text.replace(
      /:(\d+)/,
      () => `:${pick(random, ['1e400', '-0', '1E2', '0.1e1', '123456789012345678901234567890'])}`,
    ),
  (text, random) => text.replace('{', `{"${pick(random, KEYS.slice(0, 6))}":1,`),
  (text, random) =>
    text.replace(/[a-z]/g, (letter) =>
      random() < 0.02 ? `\\u00${letter.charCodeAt(0).toString(16)}` : letter,
    ),
  (text) => text.replace(/"text"/, '"text":"first","text"'),
];

const ACTIONS = [
  'invoke',
  'invoke-with-response-stream',
  'converse',
  'converse-stream',
  'count-tokens',
] as const;
const MODELS = [
  ...[
    '__proto__',
    'constructor',
    'no.such-model',
    'us.anthropic.claude-opus-4-6-v1',
    'amazon.titan-embed-text-v2:0',
  ],
  ...[
    'arn:aws:bedrock:us-east-1:123456789012:imported-model/abc',
    'amazon.nova-canvas-v1:0',
    'cohere.rerank-v3-5:0',
  ],
  ...[
    'stability.sd3-5-large-v1:0',
    'anthropic.claude-v2:1',
    'openai.gpt-oss-20b-1:0',
    'twelvelabs.pegasus-1-2-v1:0',
  ],
] as const;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The body as CountTokens takes it, right or nearly right. */
function counted(body: string, random: Random): string {
  const wanted = pick(random, [
    body,
    body,
    `\uFEFF${body}`,
    `[${body}]`,
    JSON.stringify(body),
    '[]',
    '"x"',
    '',
    'x',
  ]);
  const encoded = pick(random, [
    base64(wanted),
    base64(wanted),
    base64(wanted).replace(/=+$/, ''),
    `${base64(wanted)} `,
    wanted,
  ]);
  const input = { invokeModel: { body: encoded } };
  if (random() < 0.6) return JSON.stringify({ input });
  return `{"input":${random() < 0.5 ? `{"converse":${body}}` : `{"converse":${body},"invokeModel":null}`}}`;
}

const PATH = /^\/model\/(.*)\/([a-z-]+)$/;

/** A request that comes of a recorded one by a few changes; the same random source gives the same. */
export function mutated({ path, body }: Posted, random: Random): Posted {
  const named = PATH.exec(path);
  let [, model = '', action = 'invoke'] = named ?? [];
  let json: Json = JSON.parse(body);
  const changes = Math.floor(random() * 4);
  for (let i = 0; i < changes; i++) json = changed(json, random);
  let text = JSON.stringify(json);
  if (random() < 0.15) model = encodeURIComponent(pick(random, MODELS));
  if (random() < 0.1) action = pick(random, ACTIONS);
  // What names no model stays where it is.
  if (named && random() < 0.08) {
    action = 'count-tokens';
    text = counted(text, random);
  }
  if (random() < 0.2) {
    const change = pick(random, TEXT_CHANGES);
    try {
      text = change(text, random);
    } catch {
      // A change of what is no JSON any more changes nothing.
    }
  }
  return { path: named ? `/model/${model}/${action}` : path, body: text };
}
