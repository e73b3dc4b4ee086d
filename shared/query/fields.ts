import {
  DIALECTS,
  type ExchangeRow,
  FLAGS,
  type FlagKind,
  PROTOCOLS,
  SIDES,
  SOURCES,
  STATES,
} from '../capture/exchange.ts';

/** A number of a row, and how it is written and said. */
interface NumberField {
  readonly kind: 'number' | 'duration' | 'size' | 'share' | 'time';
  readonly value: (row: ExchangeRow) => number | null;
}
/** A text of a row; `name` where few values are shared by many rows, `key` where each names one thing and is asked for whole. */
interface TextField {
  readonly kind: 'name' | 'key';
  readonly value: (row: ExchangeRow) => string | null;
}
/** One of a list of words. */
interface ChoiceField {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly value: (row: ExchangeRow) => string | null;
}
/** What is remarkable: with `flag` the field asks for names within that kind, else for a kind. */
interface FlagField {
  readonly kind: 'flag';
  readonly flag: FlagKind | null;
}
/** A word for which there is a test of its own. */
interface IsField {
  readonly kind: 'is';
}
/** What was said: searched by word. */
interface WordsField {
  readonly kind: 'words';
}
/** How long ago at most. */
interface LastField {
  readonly kind: 'last';
}

export type Field = {
  readonly name: string;
  /** Other names that mean it. */
  readonly also: readonly string[];
  /** How a sentence speaks of it. */
  readonly noun: string;
  /** An example of a value, for completion. */
  readonly example: string;
} & (NumberField | TextField | ChoiceField | FlagField | IsField | WordsField | LastField);

const ROUTES = ['invoke', 'converse'] as const;

const flagField = (flag: FlagKind, noun: string, example: string): Field => ({
  name: flag,
  also: [],
  noun,
  example,
  kind: 'flag',
  flag,
});

/** What can be asked for. One table for reading, explaining, completing, SQL and the test in memory. */
export const FIELDS: readonly Field[] = [
  { name: 'model', also: [], noun: 'the model', example: 'claude', kind: 'name', value: (row) => row.model },
  {
    name: 'status',
    also: [],
    noun: 'the status',
    example: '>=400',
    kind: 'number',
    value: (row) => row.status,
  },
  {
    name: 'error',
    also: ['type'],
    noun: 'the error',
    example: 'Throttling',
    kind: 'name',
    value: (row) => row.error || null,
  },
  {
    name: 'program',
    also: ['client', 'agent'],
    noun: 'the program',
    example: 'boto3',
    kind: 'name',
    value: (row) => row.program || null,
  },
  {
    name: 'route',
    also: [],
    noun: 'the route',
    example: 'converse',
    kind: 'choice',
    choices: ROUTES,
    value: (row) => row.route,
  },
  {
    name: 'op',
    also: ['operation'],
    noun: 'the operation',
    example: 'ConverseStream',
    kind: 'name',
    value: (row) => row.operation || null,
  },
  {
    name: 'side',
    also: [],
    noun: 'the side',
    example: 'bedrock',
    kind: 'choice',
    choices: SIDES,
    value: (row) => row.side,
  },
  {
    name: 'state',
    also: [],
    noun: 'the state',
    example: 'failed',
    kind: 'choice',
    choices: STATES,
    value: (row) => row.state,
  },
  {
    name: 'source',
    also: [],
    noun: 'the source',
    example: 'live',
    kind: 'choice',
    choices: SOURCES,
    value: (row) => row.source,
  },
  {
    name: 'dialect',
    also: ['form'],
    noun: 'the form',
    example: 'openai-chat',
    kind: 'choice',
    choices: DIALECTS,
    value: (row) => row.dialect,
  },
  {
    name: 'protocol',
    also: [],
    noun: 'the protocol',
    example: 'h2c',
    kind: 'choice',
    choices: PROTOCOLS,
    value: (row) => row.protocol,
  },
  flagField('leaked', 'a leak', 'stream_chunk_size'),
  flagField('lost', 'a loss', 'seed'),
  flagField('fault', 'an injected fault', 'throttle'),
  { name: 'flag', also: ['fate'], noun: 'a flag', example: 'leaked', kind: 'flag', flag: null },
  { name: 'is', also: [], noun: '', example: 'pinned', kind: 'is' },
  {
    name: 'first-token',
    also: ['ttft'],
    noun: 'the first token',
    example: '>2s',
    kind: 'duration',
    value: (row) => row.firstTokenMs,
  },
  {
    name: 'duration',
    also: ['took'],
    noun: 'the duration',
    example: '>10s',
    kind: 'duration',
    value: (row) => row.endMs,
  },
  {
    name: 'stall',
    also: ['gap'],
    noun: 'the longest stall',
    example: '>500ms',
    kind: 'duration',
    value: (row) => row.longestGapMs,
  },
  {
    name: 'burst',
    also: [],
    noun: 'the share of gaps under 1 ms',
    example: '>50%',
    kind: 'share',
    value: (row) => row.burstShare,
  },
  {
    name: 'tokens-in',
    also: ['input'],
    noun: 'the input tokens',
    example: '>10k',
    kind: 'number',
    value: (row) => row.usage.inputTokens,
  },
  {
    name: 'tokens-out',
    also: ['output'],
    noun: 'the output tokens',
    example: '>1000',
    kind: 'number',
    value: (row) => row.usage.outputTokens,
  },
  {
    name: 'cache-read',
    also: [],
    noun: 'the tokens read from the cache',
    example: '>0',
    kind: 'number',
    value: (row) => row.usage.cacheReadTokens,
  },
  {
    name: 'cache-write',
    also: [],
    noun: 'the tokens written to the cache',
    example: '>0',
    kind: 'number',
    value: (row) => row.usage.cacheWriteTokens,
  },
  {
    name: 'frames',
    also: [],
    noun: 'the frames',
    example: '>100',
    kind: 'number',
    value: (row) => row.frames,
  },
  {
    name: 'size',
    also: ['request-size'],
    noun: 'the size of the request',
    example: '>1mb',
    kind: 'size',
    value: (row) => row.requestBytes,
  },
  {
    name: 'answer-size',
    also: [],
    noun: 'the size of the answer',
    example: '>100kb',
    kind: 'size',
    value: (row) => row.responseBytes,
  },
  {
    name: 'stop',
    also: ['stop-reason'],
    noun: 'the stop reason',
    example: 'end_turn',
    kind: 'name',
    value: (row) => row.stopReason,
  },
  {
    name: 'release',
    also: ['litellm'],
    noun: 'the release',
    example: '1.109',
    kind: 'name',
    value: (row) => row.release,
  },
  {
    name: 'region',
    also: [],
    noun: 'the region',
    example: 'eu-central-1',
    kind: 'name',
    value: (row) => row.region,
  },
  {
    name: 'target',
    also: [],
    noun: 'the target',
    example: 'simulator',
    kind: 'name',
    value: (row) => row.target || null,
  },
  {
    name: 'path',
    also: ['url'],
    noun: 'the path',
    example: 'count-tokens',
    kind: 'name',
    value: (row) => row.path,
  },
  { name: 'method', also: [], noun: 'the method', example: 'POST', kind: 'name', value: (row) => row.method },
  {
    name: 'conversation',
    also: ['session'],
    noun: 'the conversation',
    example: 'a1b2',
    kind: 'key',
    value: (row) => row.conversation,
  },
  {
    name: 'cause',
    also: [],
    noun: 'the client’s call',
    example: 'a1b2',
    kind: 'key',
    value: (row) => row.cause?.client ?? null,
  },
  { name: 'id', also: [], noun: 'the exchange', example: 'a1b2', kind: 'key', value: (row) => row.id },
  {
    name: 'request-id',
    also: [],
    noun: 'Bedrock’s request id',
    example: '3f1c…',
    kind: 'key',
    value: (row) => row.requestId,
  },
  {
    name: 'started',
    also: ['time', 'date'],
    noun: 'the start',
    example: 'today',
    kind: 'time',
    value: (row) => row.startedAt,
  },
  { name: 'last', also: ['within'], noun: '', example: '15m', kind: 'last' },
  { name: 'asked', also: [], noun: 'what was asked', example: '"tool use"', kind: 'words' },
  { name: 'answered', also: ['said'], noun: 'what was answered', example: 'sorry', kind: 'words' },
];

/** Tests that have a word of their own, `is:pinned`, and how a sentence says them. */
export const IS = {
  pinned: { says: 'pinned', test: (row: ExchangeRow) => row.pinned },
  preparation: { says: 'a call by which a program prepares', test: (row: ExchangeRow) => row.preparation },
  joined: { says: 'joined with a client’s call', test: (row: ExchangeRow) => row.cause !== null },
  streamed: { says: 'streamed', test: (row: ExchangeRow) => row.frames > 0 },
  running: { says: 'still running', test: (row: ExchangeRow) => row.state === 'open' },
} as const;
export type IsWord = keyof typeof IS;

export const FLAG_WORDS: readonly string[] = FLAGS;

const BY_NAME: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field) => [field.name, ...field.also].map((name) => [name, field] as const)),
);

/** The field of a name, in whatever case; undefined where there is none. */
export const fieldNamed = (name: string): Field | undefined => BY_NAME.get(name.toLowerCase());
