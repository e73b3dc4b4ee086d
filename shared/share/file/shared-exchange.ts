import { z } from 'zod';
import { fromBase64, toBase64 } from '../../bytes/base64.ts';
import { type Exchange, type ExchangeStart, FLAGS } from '../../capture/exchange.ts';
import type { Whole } from '../har.ts';

/** Texts of an exchange in the file are at most so long, UTF-16 units; whoever writes one cuts them. */
export const LONGEST = {
  method: 20,
  path: 8_000,
  operation: 100,
  model: 2_048,
  program: 1_000,
  target: 1_000,
  conversation: 200,
  region: 64,
} as const;

/** The last moment of the year 9999, milliseconds since 1970: what is later has no date that can be written. */
export const LATEST = 253_402_300_799_999;
/** No call lasts longer than three years, milliseconds. */
export const LONGEST_MS = 100_000_000_000;
export const HIGHEST_STATUS = 999;

const text = z.string().max(100_000);
const count = z.number().int().nonnegative();
const atMs = z.number().nonnegative().max(LONGEST_MS);
const ms = atMs.nullable();
const headers = z.array(z.tuple([z.string().max(1_000), text])).max(2_000);

/** A body: text where it is text, else base64. */
const body = z.union([
  z.object({ text: z.string(), size: count }),
  z.object({ base64: z.base64(), size: count }),
]);

/** An exchange as version 1 of the share file holds it. What a later version adds is left out by earlier readers. */
export const sharedExchange = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[0-9a-z]+$/),
  side: z.enum(['client', 'bedrock']),
  startedAt: z.number().nonnegative().max(LATEST),
  protocol: z.enum(['http/1.1', 'h2', 'h2c']),
  method: z.string().max(LONGEST.method),
  path: z.string().max(LONGEST.path),
  operation: z.string().max(LONGEST.operation),
  dialect: z.enum([
    'bedrock',
    'openai-chat',
    'openai-responses',
    'openai-embeddings',
    'anthropic-messages',
    'other',
  ]),
  route: z.enum(['invoke', 'converse']).nullable(),
  model: z.string().max(LONGEST.model).nullable(),
  program: z.string().max(LONGEST.program),
  region: z.string().max(LONGEST.region).nullable(),
  target: z.string().max(LONGEST.target),
  conversation: z.string().max(LONGEST.conversation).nullable(),
  requestHeaders: headers,
  responseHeaders: headers,
  status: count.max(HIGHEST_STATUS).nullable(),
  requestMs: ms,
  headMs: ms,
  endMs: ms,
  state: z.enum(['open', 'done', 'failed', 'cancelled', 'interrupted']),
  failure: text,
  flags: z.array(z.object({ kind: z.enum(FLAGS), count, names: z.array(text).max(10_000) })).max(100),
  release: text.nullable(),
  /** `[offset in the answer, milliseconds since the request]` of each read. */
  deliveries: z.array(z.tuple([count, atMs])),
  request: body,
  response: body,
});
export type SharedExchange = z.infer<typeof sharedExchange>;

/** Bytes come back as they were: a byte order mark is one of them. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Packed = (bytes: Uint8Array, size: number) => SharedExchange['request'];

/** The bytes of a body in the file, anywhere. Node knows a faster way. `size`: of the whole body, on the wire. */
export const packedBody: Packed = (bytes, size) => {
  try {
    return { text: utf8.decode(bytes), size };
  } catch {
    return { base64: toBase64(bytes), size };
  }
};

/** The bytes of a body. */
export const bytesOf = (one: SharedExchange['request']): Uint8Array =>
  'text' in one ? new TextEncoder().encode(one.text) : fromBase64(one.base64);

/** Bodies are kept unpacked: a header that names a packing would be untrue. */
const UNTRUE = /^(?:content-encoding|transfer-encoding)$/i;

/** What an exchange has in the file under the same names as in the history. */
type Head = Omit<ExchangeStart, 'source' | 'headers' | 'cause' | 'preparation'>;

function headOf(exchange: Head): Head {
  const { id, side, startedAt, protocol, method, path, operation, dialect, route, model, program } = exchange;
  const { region, target, conversation } = exchange;
  return {
    id,
    side,
    startedAt,
    protocol,
    method,
    path,
    operation,
    dialect,
    route,
    model,
    program,
    region,
    target,
    conversation,
  };
}

/** An exchange with its bodies, for the file. Secrets were taken out when it was kept. `packed`: a faster {@link packedBody}. */
export function shareExchange(
  { exchange, request, response }: Whole,
  packed: Packed = packedBody,
): SharedExchange {
  const { status, requestMs, headMs, endMs, state, failure, release } = exchange;
  const list = (of: Exchange['requestHeaders']): [string, string][] =>
    of.filter(([name]) => !UNTRUE.test(name)).map(([name, value]) => [name, value]);
  return {
    ...headOf(exchange),
    path: exchange.path.slice(0, LONGEST.path),
    operation: exchange.operation.slice(0, LONGEST.operation),
    model: exchange.model?.slice(0, LONGEST.model) ?? null,
    program: exchange.program.slice(0, LONGEST.program),
    target: exchange.target.slice(0, LONGEST.target),
    conversation: exchange.conversation?.slice(0, LONGEST.conversation) ?? null,
    requestHeaders: list(exchange.requestHeaders),
    responseHeaders: list(exchange.responseHeaders),
    status,
    requestMs,
    headMs,
    endMs,
    state,
    failure,
    flags: exchange.flags.map(({ kind, count, names }) => ({ kind, count, names: [...names] })),
    release,
    deliveries: exchange.deliveries.map(({ offset, atMs }): [number, number] => [offset, atMs]),
    request: packed(request, exchange.request.size),
    response: packed(response, exchange.response.size),
  };
}

/** What is known of an exchange from a file when its request begins. */
export const startOfShared = (shared: SharedExchange): ExchangeStart => ({
  ...headOf(shared),
  source: 'import',
  headers: shared.requestHeaders,
  cause: null,
  preparation: false,
});
