import type { Exchange } from '../../capture/exchange.ts';
import { sha256Hex } from '../../hash/sha256.ts';
import { valueOfBody } from '../../json/parse.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { Whole } from '../har.ts';
import { attributesOf, type SpanValue } from './attributes.ts';
import { contentOf } from './content.ts';
import { failureOf } from './failure.ts';
import { operationName } from './operation.ts';

/** Another span: of this program's, or one that the exchange's headers name. */
export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
  /** True where it was told by a header: its program reports it itself. */
  readonly remote: boolean;
}

/** A span as OpenTelemetry's data model has it; times are nanoseconds since 1970 as pairs of seconds and the rest. */
export interface SpanFacts {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent: SpanRef | null;
  readonly links: readonly SpanRef[];
  readonly start: readonly [seconds: number, nanoseconds: number];
  readonly end: readonly [seconds: number, nanoseconds: number];
  readonly attributes: Readonly<Record<string, SpanValue>>;
  /** Null where nothing failed; the message is empty where content is not sent: it may quote what was asked. */
  readonly error: { readonly message: string } | null;
}

export interface SpanOptions {
  /** Where messages, instructions, tools and answers go with the span, what takes credentials out of them; else null. */
  readonly content: Redactor | null;
  /** The client's exchange that caused this one, where there is one. */
  readonly client: Pick<Exchange, 'id' | 'trace'> | null;
}

/** The ids of an exchange's span never change: what is sent twice is the same span. */
export const spanIdOf = (id: string): string => sha256Hex(`span ${id}`).slice(0, 16);
const ownTraceOf = (id: string): string => sha256Hex(`trace ${id}`).slice(0, 32);

const traceIdOf = ({ id, trace }: Pick<Exchange, 'id' | 'trace'>): string => trace?.traceId ?? ownTraceOf(id);

/** What stands above a span: what its own headers name, else the client's call that caused it. */
function placeOf(
  exchange: Exchange,
  client: SpanOptions['client'],
): Pick<SpanFacts, 'traceId' | 'parent' | 'links'> {
  const { trace } = exchange;
  const cause: SpanRef | null =
    client === null ? null : { traceId: traceIdOf(client), spanId: spanIdOf(client.id), remote: false };
  if (trace === null) {
    const traceId = cause?.traceId ?? ownTraceOf(exchange.id);
    return { traceId, parent: cause, links: [] };
  }
  const own = trace.parentId;
  const parent = own === null ? null : { traceId: trace.traceId, spanId: own, remote: true };
  return { traceId: trace.traceId, parent, links: cause === null ? [] : [cause] };
}

function timeOf(startedAt: number, afterMs: number): readonly [number, number] {
  const ms = Math.max(0, startedAt + afterMs);
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}

/** When the last of an exchange was seen, milliseconds since it began. */
const lastSeen = ({ endMs, headMs, requestMs, deliveries }: Exchange): number =>
  endMs ?? deliveries.at(-1)?.atMs ?? headMs ?? requestMs ?? 0;

/** An exchange as a span by the GenAI conventions. */
export function spanOf(whole: Whole, { content, client }: SpanOptions): SpanFacts {
  const { exchange } = whole;
  const asked = valueOfBody(whole.request);
  const failure = failureOf(exchange);
  return {
    name: [operationName(exchange), exchange.model ?? ''].filter((one) => one !== '').join(' '),
    spanId: spanIdOf(exchange.id),
    ...placeOf(exchange, client),
    start: timeOf(exchange.startedAt, 0),
    end: timeOf(exchange.startedAt, lastSeen(exchange)),
    attributes: { ...attributesOf(exchange, asked), ...(content ? contentOf(whole, asked, content) : {}) },
    error: failure === null ? null : { message: content ? exchange.failure : '' },
  };
}
