import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject, jsonEqual } from '../json/json.ts';
import { leafPointers } from '../json/pointer.ts';
import type { TransformInput } from './call/result.ts';
import { leafFates, leafOrigins } from './ledger/leaves.ts';
import { replay } from './ledger/replay.ts';
import { PROFILE_IDS, type ProfileId } from './releases/profile.ts';
import registry from './releases/registry.json';
import { STRATA_ERROR, transform } from './transform.ts';

const MODELS = [
  'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0',
  'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'bedrock/invoke/anthropic.claude-opus-4-7',
  'bedrock/anthropic.claude-sonnet-4-6',
  'bedrock/converse/anthropic.claude-3-5-sonnet-20241022-v2:0',
  'bedrock/anthropic.claude-v2:1',
  'bedrock/invoke/amazon.titan-text-express-v1',
  'bedrock/invoke/amazon.nova-lite-v1:0',
  'bedrock/amazon.nova-pro-v1:0',
  'bedrock/invoke/cohere.command-text-v14',
  'bedrock/cohere.command-r-v1:0',
  'bedrock/invoke/ai21.j2-mid-v1',
  'bedrock/invoke/meta.llama3-8b-instruct-v1:0',
  'bedrock/converse/meta.llama3-1-70b-instruct-v1:0',
  'bedrock/invoke/mistral.mistral-7b-instruct-v0:2',
  'bedrock/invoke/openai.gpt-oss-20b-1:0',
  'bedrock/openai/arn:aws:bedrock:us-east-1:123456789012:imported-model/abc',
  'bedrock/qwen3/arn:aws:bedrock:us-east-1:123456789012:imported-model/q3',
  'bedrock/deepseek_r1/arn:aws:bedrock:us-east-1:123456789012:imported-model/r1',
  'bedrock/invoke/moonshot.kimi-k2-thinking',
  'bedrock/invoke/twelvelabs.pegasus-1-2-v1:0',
];

const INTERNAL_NAMES = Object.keys(registry.internal);
/** Internal names that steer the conversation or hold what the body may show. */
const SPEAKING = new Set(['metadata', 'litellm_system_prompt']);

const key = fc.constantFrom('a', 'b/c', 'd~e', '__proto__', 'type', 'text', 'x y');
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, 0, 1, -0.5, '', ' ', 'word', 'Ünï 👋'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const text = fc.constantFrom('Hello.', '', '   ', 'Two\nlines ', '你好');
const cacheControl = fc.constantFrom<JsonObject>({}, { cache_control: { type: 'ephemeral' } });
const part: fc.Arbitrary<Json> = fc.oneof(
  fc.tuple(text, cacheControl).map(([value, more]): Json => ({ type: 'text', text: value, ...more })),
  fc.constant<Json>({
    type: 'image_url',
    image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' },
  }),
  fc.constant<Json>({
    type: 'file',
    file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' },
  }),
);
const call: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { id: 'call_1', type: 'function', function: { name: 'get', arguments: '{"a": [1, {"b": null}]}' } },
  { id: 'call:2', type: 'function', function: { name: 'get weather', arguments: '' } },
);
const message: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ role: fc.constantFrom('system', 'developer'), content: text }),
  fc.record({ role: fc.constant('user'), content: fc.oneof(text, fc.array(part, { maxLength: 3 })) }),
  fc.record(
    {
      role: fc.constant('assistant'),
      content: fc.oneof(text, fc.constant(null)),
      tool_calls: fc.array(call, { minLength: 1, maxLength: 2 }),
      thinking_blocks: fc.constant([{ type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }]),
      name: fc.constant('bob'),
    },
    { requiredKeys: ['role', 'content'] },
  ),
  fc.record({ role: fc.constant('tool'), tool_call_id: fc.constant('call_1'), content: text }),
);

const schema: JsonObject = {
  type: 'object',
  title: 'T',
  properties: { city: { type: 'string', minLength: 1 } },
  required: ['city'],
  additionalProperties: false,
};
const PARAMS: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  max_tokens: fc.constantFrom<Json>(1, 64, 5000),
  max_completion_tokens: fc.constantFrom<Json>(7, 12.5),
  temperature: fc.constantFrom<Json>(0, 0.5, 1),
  top_p: fc.constantFrom<Json>(0.1, 1),
  top_k: fc.constant<Json>(5),
  n: fc.constantFrom<Json>(1, 2),
  stop: fc.constantFrom<Json>('END', ['a', 'b', 'c', 'd', 'e'], []),
  stream: fc.boolean(),
  stream_options: fc.constant<Json>({ include_usage: true }),
  stream_chunk_size: fc.constantFrom<Json>(2048, null),
  user: fc.constantFrom<Json>('u-1', 'ann@example.com'),
  seed: fc.constant<Json>(3),
  drop_params: fc.boolean(),
  additional_drop_params: fc.constant<Json>(['seed']),
  allowed_openai_params: fc.constant<Json>(['seed']),
  extra_headers: fc.constant<Json>({ 'x-trace': 'abc', 'anthropic-beta': 'context-1m-2025-08-07' }),
  extra_body: fc.dictionary(key, json, { maxKeys: 2 }),
  response_format: fc.constantFrom<Json>(
    { type: 'json_object' },
    { type: 'json_schema', json_schema: { name: 'n', schema, strict: true } },
  ),
  tools: fc.constant<Json>([
    { type: 'function', function: { name: 'get', description: 'd', parameters: schema, strict: true } },
  ]),
  tool_choice: fc.constantFrom<Json>('auto', 'required', 'none', {
    type: 'function',
    function: { name: 'get' },
  }),
  parallel_tool_calls: fc.boolean(),
  reasoning_effort: fc.constantFrom<Json>('low', 'none', 'max'),
  thinking: fc.constantFrom<Json>({ type: 'enabled', budget_tokens: 2048 }, { type: 'adaptive' }),
  metadata: fc.constant<Json>({ user_id: 'u-9', tags: ['x'] }),
  guardrailConfig: fc.constant<Json>({ guardrailIdentifier: 'gr', guardrailVersion: '1' }),
  litellm_system_prompt: fc.constant<Json>('Be kind.'),
};

const params = fc
  .uniqueArray(fc.constantFrom(...Object.keys(PARAMS)), { maxLength: 7 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, PARAMS[name] as fc.Arbitrary<Json>]))),
  );
const unknown = fc.dictionary(
  fc.oneof(fc.constantFrom('custom', '__proto__', 'a/b', '_litellm_x'), fc.constantFrom(...INTERNAL_NAMES)),
  json,
  { maxKeys: 3 },
);

const request: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.constantFrom(...MODELS), fc.array(message, { maxLength: 5 }), params, unknown)
  .map(([model, messages, known, more]): JsonObject => ({ ...more, ...known, model, messages }));
const input: fc.Arbitrary<TransformInput> = fc
  .tuple(request, fc.constantFrom<ProfileId>(...PROFILE_IDS), fc.constantFrom(null, 'invoke', 'converse'))
  .map(([body, profile, route]): TransformInput => {
    const base: TransformInput = { api: 'chat', request: body, profile };
    return route === null ? base : { ...base, route: route as 'invoke' | 'converse' };
  });

function freeze(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member as Json);
}

/** Keys of a body at every place where parameters may end up. */
function parameterKeys(body: JsonObject): readonly string[] {
  const inner = ['textGenerationConfig', 'inferenceConfig', 'additionalModelRequestFields'].flatMap(
    (place) => {
      const holder = body[place];
      return isObject(holder) ? Object.keys(holder) : [];
    },
  );
  return [...Object.keys(body), ...inner];
}

const RUNS = { numRuns: 400 };

describe('for any request', () => {
  it('never changes its input and never throws', () => {
    fc.assert(
      fc.property(input, (one) => {
        freeze(one.request);
        const before = JSON.stringify(one.request);
        const result = transform(one);
        if (result.kind !== 'outgoing') expect(result.error).not.toMatchObject({ type: STRATA_ERROR });
        return JSON.stringify(one.request) === before;
      }),
      RUNS,
    );
  });

  it('gives every incoming leaf exactly one fate', () => {
    fc.assert(
      fc.property(input, (one) => {
        const { ledger } = transform(one);
        const fates = leafFates(one.request, ledger);
        expect(leafPointers(one.request).filter((leaf) => !fates.has(leaf))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('gives every outgoing leaf exactly one origin, and knows it', () => {
    fc.assert(
      fc.property(input, (one) => {
        const result = transform(one);
        if (result.kind !== 'outgoing') return;
        const { body } = result.outgoing;
        const origins = leafOrigins(body, result.ledger);
        expect(leafPointers(body).filter((leaf) => leaf !== '' && !origins.has(leaf))).toEqual([]);
        expect(
          [...origins].filter(([, { rule }]) => rule.id === 'build.unexplained').map(([leaf]) => leaf),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  it('replays the body from request and ledger', () => {
    fc.assert(
      fc.property(input, (one) => {
        const result = transform(one);
        if (result.kind === 'outgoing') {
          expect(jsonEqual(replay(one.request, result.ledger), result.outgoing.body)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('names origins that exist in the request', () => {
    fc.assert(
      fc.property(input, (one) => {
        const { ledger } = transform(one);
        const known = new Set<string>(['']);
        const walk = (value: Json, pointer: string): void => {
          known.add(pointer);
          if (typeof value !== 'object' || value === null) return;
          for (const [name, member] of Object.entries(value)) {
            walk(member as Json, `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`);
          }
        };
        walk(one.request, '');
        expect(ledger.entries.flatMap(({ from }) => from.filter((at) => !known.has(at)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keeps every internal key out of the body under the strict profile', () => {
    const internal = new Set(INTERNAL_NAMES.filter((name) => !SPEAKING.has(name)));
    fc.assert(
      fc.property(input, (one) => {
        const result = transform({ ...one, profile: 'strict' });
        if (result.kind !== 'outgoing') return;
        const sent = parameterKeys(result.outgoing.body).filter((name) => internal.has(name));
        expect(sent).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('for anything that is not a request', () => {
  it('answers with a typed error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('model', 'messages', 'max_tokens'), json), (body) => {
        const result = transform({ api: 'chat', request: body, profile: 'litellm-1.109' });
        if (result.kind === 'outgoing') return;
        expect(result.error.message).not.toBe('');
        expect(result.error.type).not.toBe(STRATA_ERROR);
      }),
      RUNS,
    );
  });
});
