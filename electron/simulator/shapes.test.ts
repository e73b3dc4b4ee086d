import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FrameDecoder } from '../../shared/eventstream/decoder.ts';
import { textHeader } from '../../shared/eventstream/headers.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import { recordFrame } from '../../shared/recording/frames.ts';
import { validate } from '../../shared/validation/validate.ts';
import { consider, plan } from './respond.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { FAST } from './testing/send-all.ts';

interface Recorded {
  readonly operation: 'ConverseStream' | 'InvokeModelWithResponseStream';
  readonly model: string;
  /** Frames carry padding; those of 2023 do not yet, and their forms have changed since. */
  readonly padded: boolean;
  readonly frames: readonly { readonly event: string; readonly json: JsonObject }[];
}

const file = new URL('../../shared/recording/testdata/recorded-streams.jsonl', import.meta.url);
const recorded: readonly Recorded[] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Members in order, all the way down; values are their kinds. */
function shape(value: Json): string {
  if (isArray(value)) return `[${value.length > 0 ? shape(value[0] as Json) : ''}]`;
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  return `{${Object.entries(value)
    .filter(([key]) => key !== 'p')
    .map(([key, member]) => `${key}:${shape(member)}`)
    .join(',')}}`;
}

/** What a frame is, whatever its members: the event, the type of a block, the part of an answer. */
function kind(event: string, json: JsonObject): string {
  const delta = isObject(json.delta) ? json.delta : {};
  const block = isObject(json.content_block) ? json.content_block : {};
  const wrapped = Object.keys(json).filter((key) => /^(message|content|metadata)[A-Z]?/.test(key));
  const inner = isObject(json.contentBlockDelta) && isObject(json.contentBlockDelta.delta);
  return [
    event,
    typeof json.type === 'string' ? json.type : '',
    typeof delta.type === 'string' ? delta.type : event === 'chunk' ? '' : Object.keys(delta).join(),
    typeof block.type === 'string' ? block.type : '',
    event === 'chunk' && typeof json.type !== 'string' ? wrapped.join() : '',
    inner ? Object.keys((json.contentBlockDelta as JsonObject).delta as JsonObject).join() : '',
  ].join('/');
}

const messages = [{ role: 'user', content: [{ text: 'What is the weather in Lisbon?' }] }];
const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const toolConfig = {
  tools: [{ toolSpec: { name: 'get_weather', description: 'Weather', inputSchema: { json: schema } } }],
};
const claude = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 300,
  messages: [{ role: 'user', content: 'What is the weather in Lisbon?' }],
};

/** Bodies by model on the invoke route. */
const INVOKE: readonly (readonly [RegExp, readonly JsonObject[]])[] = [
  [/claude-(v|instant)/, [{ prompt: '\n\nHuman: Hi\n\nAssistant:', max_tokens_to_sample: 100 }]],
  [
    /claude/,
    [claude, { ...claude, tools: [{ name: 'get_weather', description: 'Weather', input_schema: schema }] }],
  ],
  [/nova/, [{ messages }, { messages, toolConfig }]],
  [/titan/, [{ inputText: 'Hello' }]],
  [/command-r/, [{ message: 'Hello' }]],
  [/command/, [{ prompt: 'Hello', stream: true }, { prompt: 'Hello' }]],
  [/llama/, [{ prompt: 'Hello' }]],
  [/mistral/, [{ prompt: '<s>[INST] Hello [/INST]' }]],
  [/jamba/, [{ messages: [{ role: 'user', content: 'Hello' }] }]],
];

const TOOLS_ON_CONVERSE = /claude-3|claude-[a-z]+-4|nova/;
const THINKING = { thinking: { type: 'enabled', budget_tokens: 1024 } };

function bodiesFor({ operation, model }: Recorded): readonly JsonObject[] {
  if (operation === 'InvokeModelWithResponseStream')
    return INVOKE.find(([models]) => models.test(model))?.[1] ?? [];
  return [
    { messages },
    ...(TOOLS_ON_CONVERSE.test(model) ? [{ messages, toolConfig }] : []),
    ...(/claude-(sonnet|haiku)-4-/.test(model) ? [{ messages, additionalModelRequestFields: THINKING }] : []),
  ];
}

/** Recordings of one family on one operation tell of each other's frames. */
const FAMILY = /claude-(?:v|instant)|claude|nova|titan|command-r|command|llama|mistral|jamba|gpt-oss/;
const familyOf = (model: string): string => FAMILY.exec(model)?.[0] ?? model;
const group = ({ operation, model }: Recorded): string =>
  `${operation} ${operation === 'ConverseStream' ? 'any' : familyOf(model)}`;

/** The shapes of all frames that recordings of a stream's family have. */
const shapesFor = (stream: Recorded): ReadonlySet<string> =>
  new Set(
    recorded
      .filter((other) => group(other) === group(stream))
      .flatMap(({ frames }) => frames.map(({ event, json }) => `${event} ${shape(json)}`)),
  );

const models = [
  ...new Map(
    recorded.filter(({ padded }) => padded).map((stream) => [`${stream.operation} ${stream.model}`, stream]),
  ).values(),
];

function framesOf(stream: Recorded, body: JsonObject) {
  const request = { operation: stream.operation, modelId: stream.model, body };
  const settings = { ...DEFAULT_SETTINGS, ...FAST, answer: 'One, two, three, four.' };
  const planned = plan(consider(request), settings, null);
  if (planned.kind !== 'stream') throw new Error('no stream');
  const decoder = new FrameDecoder();
  return planned.frames.flatMap(({ bytes }) =>
    decoder.push(bytes).map((frame) => ({
      event: textHeader(frame.headers, ':event-type'),
      headers: Object.keys(frame.headers).join(),
      json: JSON.parse(recordFrame(frame, bytes, 0).content) as JsonObject,
    })),
  );
}

describe.each(models)('$operation of $model', (stream) => {
  const bodies = bodiesFor(stream);

  test('has only frames that a recorded stream of its family has', () => {
    const known = shapesFor(stream);
    for (const body of bodies) {
      for (const { event, json } of framesOf(stream, body))
        expect([...known], JSON.stringify(json)).toContain(`${event} ${shape(json)}`);
    }
  });

  test('brings its kinds of frames in the recorded order', () => {
    const order = (frames: readonly { event: string; json: JsonObject }[]): readonly string[] => [
      ...new Set(
        frames.map(({ event, json }) => kind(event, json)).filter((one) => !/stop\/|BlockStop/i.test(one)),
      ),
    ];
    const orders = recorded
      .filter((other) => group(other) === group(stream))
      .map(({ frames }) => order(frames));
    for (const body of bodies) {
      const ours = order(framesOf(stream, body));
      const fits = orders.some(
        (theirs) => String(theirs.filter((one) => ours.includes(one))) === String(ours),
      );
      expect(fits, ours.join(' ')).toBe(true);
    }
  });

  test('answers bodies that Bedrock takes', () => {
    for (const body of bodies) {
      const { operation, model: modelId } = stream;
      expect(validate({ operation, modelId, body: JSON.stringify(body) }).kind).not.toBe('refused');
    }
  });
});

test('Claude always says what its cache did, Nova by Converse where a cache point asks', () => {
  const usage = (modelId: string, content: Json) => {
    const request = {
      operation: 'Converse',
      modelId,
      body: { messages: [{ role: 'user', content }] },
    } as const;
    const planned = plan(consider(request), { ...DEFAULT_SETTINGS, ...FAST }, null);
    return planned.kind === 'whole' ? planned.json.usage : null;
  };
  const counts = { cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
  const text = { text: 'Hi' };
  const point = { cachePoint: { type: 'default' } };
  expect(usage('us.anthropic.claude-sonnet-4-5-20250929-v1:0', [text])).toMatchObject(counts);
  expect(usage('us.amazon.nova-lite-v1:0', [text])).not.toHaveProperty('cacheReadInputTokens');
  expect(usage('us.amazon.nova-lite-v1:0', [text, point])).toMatchObject(counts);
});

test('what was asked of the service is said again, and a tool call of the newest Claude names its type', () => {
  const body = {
    messages,
    toolConfig,
    serviceTier: { type: 'flex' },
    performanceConfig: { latency: 'standard' },
  };
  const request = { operation: 'Converse', modelId: 'us.anthropic.claude-sonnet-4-6', body } as const;
  const planned = plan(consider(request), { ...DEFAULT_SETTINGS, ...FAST }, null);
  expect(planned).toMatchObject({
    json: {
      serviceTier: { type: 'flex' },
      performanceConfig: { latency: 'standard' },
      output: { message: { content: [{ toolUse: { type: 'tool_use' } }] } },
    },
  });
});

const whole = (modelId: string, body: JsonObject): JsonObject => {
  const request = { operation: 'InvokeModel', modelId, body } as const;
  const planned = plan(consider(request), { ...DEFAULT_SETTINGS, ...FAST }, null);
  return planned.kind === 'whole' ? planned.json : {};
};

test('Cohere Embed 4 answers by type, version 3 only where types are asked for', () => {
  const body = { texts: ['stone'], input_type: 'search_document' };
  const v4 = whole('us.cohere.embed-v4:0', body);
  expect(shape(v4)).toBe('{id:string,texts:[string],embeddings:{float:[[number]]},response_type:string}');
  expect(v4.response_type).toBe('embeddings_by_type');
  expect(whole('cohere.embed-english-v3', body).response_type).toBe('embeddings_floats');
  expect(whole('cohere.embed-english-v3', { ...body, embedding_types: ['int8'] })).toMatchObject({
    response_type: 'embeddings_by_type',
    embeddings: { int8: [expect.any(Array)] },
  });
});

test('the newest Claude tells its tier, its stop and the tokens of its thoughts', () => {
  const thinking = { type: 'adaptive' };
  const opus = whole('us.anthropic.claude-opus-4-8', { ...claude, max_tokens: 2000, thinking });
  expect(opus).toMatchObject({ stop_details: null, usage: { service_tier: 'standard' } });
  const { output_tokens_details: details } = opus.usage as JsonObject;
  expect((details as JsonObject).thinking_tokens).toBeGreaterThan(0);
  expect(whole('us.anthropic.claude-opus-4-8', claude)).toMatchObject({
    usage: { output_tokens_details: { thinking_tokens: 0 } },
  });
  const haiku = whole('us.anthropic.claude-haiku-4-5-20251001-v1:0', claude);
  expect(haiku).not.toHaveProperty('stop_details');
  expect(haiku.usage).toHaveProperty('cache_creation');
});

describe('tools that the service runs itself', () => {
  const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';
  const asks = (...tools: readonly JsonObject[]): JsonObject => ({
    messages: [{ role: 'user', content: [{ text: 'Search.' }] }],
    toolConfig: { tools, toolChoice: { [tools.length > 1 ? 'any' : 'auto']: {} } },
  });
  const grounding = asks({ systemTool: { name: 'nova_grounding' } });
  const interpreter = asks({ systemTool: { name: 'nova_code_interpreter' } }, ...toolConfig.tools);
  const settings = { ...DEFAULT_SETTINGS, ...FAST };
  const blocksOf = (
    body: JsonObject,
    guardrail: 'words' | 'block-output' = 'words',
  ): readonly JsonObject[] => {
    const request = { operation: 'Converse', modelId: NOVA_2, body } as const;
    const planned = plan(consider(request), { ...settings, guardrail }, null);
    const { output } = (planned.kind === 'whole' ? planned.json : {}) as {
      output: { message: { content: readonly JsonObject[] } };
    };
    return output.message.content;
  };
  const keys = (blocks: readonly JsonObject[]): string => blocks.flatMap(Object.keys).join();

  test('are called and answered first, sources come behind the text', () => {
    expect(keys(blocksOf(grounding))).toBe('toolUse,toolResult,text,citationsContent');
    expect(blocksOf(interpreter)).toMatchObject([
      { toolUse: { name: 'nova_code_interpreter', type: 'server_tool_use' } },
      { toolResult: { status: 'success', type: 'nova_code_interpreter_result' } },
      { toolUse: { name: 'get_weather', type: 'tool_use' } },
    ]);
  });

  test('travel as blocks of their own', () => {
    const stream = { operation: 'ConverseStream', model: NOVA_2, padded: true, frames: [] } as const;
    const starts = (body: JsonObject): readonly Json[] =>
      framesOf(stream, body).flatMap(({ event, json }) =>
        event === 'contentBlockStart' ? Object.keys(json.start as JsonObject) : [],
      );
    expect(starts(grounding)).toEqual(['toolUse', 'toolResult']);
    expect(starts(interpreter)).toEqual(['toolUse', 'toolResult', 'toolUse']);
    const deltas = framesOf(stream, grounding).flatMap(({ json }) =>
      Object.keys((json.delta as JsonObject | undefined) ?? {}),
    );
    expect([...new Set(deltas)]).toEqual(['toolUse', 'toolResult', 'text', 'citation']);
  });

  test('bring nothing where a guardrail stands in the way', () => {
    const guardrailConfig = { guardrailIdentifier: 'gr1strata001', guardrailVersion: 'DRAFT' };
    expect(keys(blocksOf({ ...grounding, guardrailConfig }, 'block-output'))).toBe('text');
  });
});

describe('Claude cites and hides', () => {
  const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
  const bytes = Buffer.from('The harbor opened in 1993. It has seven piers.').toString('base64');
  const asked = {
    messages: [
      {
        role: 'user',
        content: [
          { text: 'When?' },
          { document: { format: 'txt', name: 'ledger', citations: { enabled: true }, source: { bytes } } },
        ],
      },
    ],
  };
  const converse = (body: JsonObject): readonly JsonObject[] => {
    const request = { operation: 'Converse', modelId: HAIKU, body } as const;
    const planned = plan(consider(request), { ...DEFAULT_SETTINGS, ...FAST }, null);
    const { output } = (planned.kind === 'whole' ? planned.json : {}) as {
      output: { message: { content: readonly JsonObject[] } };
    };
    return output.message.content;
  };

  test('passages of documents that may be cited, whole and before the text that rests on them', () => {
    expect(converse(asked)).toMatchObject([
      {
        citationsContent: {
          citations: [
            {
              location: { documentChar: { documentIndex: 0, end: 27, start: 0 } },
              sourceContent: [{ text: 'The harbor opened in 1993. ' }],
              title: 'ledger',
            },
          ],
        },
      },
    ]);
    const stream = { operation: 'ConverseStream', model: HAIKU, padded: true, frames: [] } as const;
    const known = shapesFor(stream);
    const frames = framesOf(stream, asked);
    for (const { event, json } of frames.filter(({ event }) => event === 'contentBlockDelta'))
      expect([...known]).toContain(`${event} ${shape(json)}`);
    expect(
      frames.map(({ json }) => Object.keys((json.delta as JsonObject | undefined) ?? {}).join())[1],
    ).toBe('citation');
  });

  test('on invoke with the text, where the place is told by pages for a PDF', () => {
    const source = { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjQK' };
    const document = { type: 'document', title: 'Ledger', source, citations: { enabled: true } };
    const body = { ...claude, messages: [{ role: 'user', content: [document] }] };
    expect(whole(HAIKU, body)).toMatchObject({
      content: [{ citations: [{ type: 'page_location', document_title: 'Ledger', start_page_number: 1 }] }],
    });
  });

  test('thoughts that are asked for by the words of the documentation', () => {
    const text =
      'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB';
    const body = {
      messages: [{ role: 'user', content: [{ text }] }],
      additionalModelRequestFields: THINKING,
    };
    expect(converse(body)).toMatchObject([
      { reasoningContent: { redactedContent: expect.any(String) } },
      { text: expect.any(String) },
    ]);
    const thinking = { ...claude, max_tokens: 2000, thinking: THINKING.thinking };
    expect(whole(HAIKU, { ...thinking, messages: [{ role: 'user', content: text }] })).toMatchObject({
      content: [{ type: 'redacted_thinking', data: expect.any(String) }, { type: 'text' }],
    });
    expect(whole(HAIKU, thinking)).toMatchObject({ content: [{ type: 'thinking' }, { type: 'text' }] });
  });
});
