import { z } from 'zod';
import { GUARDRAIL_SETTINGS } from '../../../shared/contract/host.ts';
import { OPERATIONS } from '../../../shared/validation/problem.ts';
import { EXCEPTIONS, type ExceptionName } from '../../http/errors.ts';

const count = z.number().int().min(0);
const milliseconds = z.number().min(0).max(600_000);

/** A place in a response body: bytes from its start, or from the start of a frame. */
const place = z.strictObject({ frame: count.optional(), byte: count.optional() });
export type Place = z.infer<typeof place>;

const exceptionNames = Object.keys(EXCEPTIONS) as [ExceptionName, ...ExceptionName[]];

const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    exception: z.enum(exceptionNames),
    message: z.string().optional(),
    originalStatusCode: z.number().int().min(100).max(599).optional(),
    originalMessage: z.string().optional(),
    resourceName: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('exception'),
    /** In camel case, as it stands in `:exception-type`; names outside the service model are allowed. */
    exception: z.string().min(1).max(255),
    message: z.string().optional(),
    originalStatusCode: z.number().int().min(100).max(599).optional(),
    originalMessage: z.string().optional(),
    afterFrames: count.default(3),
  }),
  z.strictObject({ kind: z.literal('truncate'), at: place }),
  z.strictObject({ kind: z.literal('flip'), at: place, bit: z.number().int().min(0).max(7).default(0) }),
  z.strictObject({
    kind: z.literal('replace'),
    as: z.enum(['json', 'html', 'sse', 'text']),
    content: z.string().optional(),
    status: z.number().int().min(200).max(599).default(200),
    /** Only from here on; the frames before it are sent. Left out: instead of the whole body. */
    at: place.optional(),
  }),
  z.strictObject({ kind: z.literal('reset'), at: place.optional() }),
  z.strictObject({
    kind: z.literal('stall'),
    at: place.optional(),
    /** How long; null, the default, is for ever. */
    forMs: milliseconds.nullable().default(null),
  }),
]);
export type Fault = z.infer<typeof fault>;

const settings = z
  .strictObject({
    tokensPerSecond: z.number().min(0.1).max(100_000),
    firstTokenDelayMs: milliseconds,
    jitter: z.number().min(0).max(1),
    tokensPerFrame: z.number().int().min(0).max(1000),
    answer: z.string().max(1_000_000),
    guardrail: z.enum(GUARDRAIL_SETTINGS),
    collected: z.boolean(),
    seed: z.number().int(),
  })
  .partial();

const rule = z.strictObject({
  /** Which requests; left out members match all. `*` in a model stands for any characters. */
  match: z
    .strictObject({ model: z.string().optional(), operation: z.array(z.enum(OPERATIONS)).optional() })
    .default({}),
  /** How many matching requests to let pass first. */
  skip: count.default(0),
  /** How many matching requests to treat after those; null is all. */
  times: count.nullable().default(null),
  settings: settings.default({}),
  fault: fault.optional(),
  /** Bytes are held back until this many have come together. */
  burstBytes: z.number().int().min(1).optional(),
  /** Offsets in the body at which a new write begins. */
  cuts: z.array(count).default([]),
  /** Time between the pieces of a cut, milliseconds. */
  cutGapMs: milliseconds.default(5),
});
export type ScenarioRule = z.infer<typeof rule>;

const authentication = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('accept') }),
  z.strictObject({
    mode: z.literal('verify'),
    accessKeyId: z.string().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().min(1).optional(),
    bearerToken: z.string().min(1).optional(),
  }),
]);

/** What a scenario file holds. */
export const scenarioSchema = z.strictObject({
  settings: settings.default({}),
  authentication: authentication.optional(),
  rules: z.array(rule).default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;
/** A scenario as it is written: members with a default may be left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;

export const NO_SCENARIO: Scenario = { settings: {}, rules: [] };
