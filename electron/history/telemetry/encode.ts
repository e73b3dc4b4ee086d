import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import manifest from '../../../package.json' with { type: 'json' };
import type { SpanFacts, SpanRef } from '../../../shared/share/otlp/span.ts';

export const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
export type SpanProtocol = (typeof PROTOCOLS)[number];

const SERIALIZERS = { 'http/protobuf': ProtobufTraceSerializer, 'http/json': JsonTraceSerializer } as const;
export const MEDIA_TYPE: Readonly<Record<SpanProtocol, string>> = {
  'http/protobuf': 'application/x-protobuf',
  'http/json': 'application/json',
};

/** A span as OpenTelemetry's own package takes it. */
type Readable = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0][number];
type Context = ReturnType<Readable['spanContext']>;

const resource = resourceFromAttributes({
  'service.name': 'strata',
  'service.version': manifest.version,
});
/** Without a schema's address: the conventions have published none that ends in a version, as it has to. */
const instrumentationScope = { name: 'strata', version: manifest.version };

/** Values of `SpanKind` and `SpanStatusCode`. */
const CLIENT = 2;
const UNSET = 0;
const ERROR = 2;
const SAMPLED = 1;

const contextOf = ({ traceId, spanId, remote }: SpanRef): Context => ({
  traceId,
  spanId,
  traceFlags: SAMPLED,
  isRemote: remote,
});

function readable(facts: SpanFacts): Readable {
  const { name, start, end, attributes, parent, links, error } = facts;
  const [seconds, nanoseconds] = [end[0] - start[0], end[1] - start[1]];
  return {
    name,
    kind: CLIENT,
    spanContext: () => contextOf({ traceId: facts.traceId, spanId: facts.spanId, remote: false }),
    ...(parent === null ? {} : { parentSpanContext: contextOf(parent) }),
    startTime: [...start],
    endTime: [...end],
    duration: nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds],
    status: error === null ? { code: UNSET } : { code: ERROR, message: error.message },
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]),
    ),
    links: links.map((link) => ({ context: contextOf(link) })),
    events: [],
    ended: true,
    resource,
    instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Spans as the body of an export request. Throws where the package cannot write them. */
export function encodeSpans(spans: readonly SpanFacts[], protocol: SpanProtocol): Uint8Array {
  const bytes = SERIALIZERS[protocol].serializeRequest(spans.map(readable));
  if (!bytes) throw new Error('The spans could not be written.');
  return bytes;
}

/** What a receiver says of a batch that it took: how many spans it would not have, and why. */
export function readPartial(
  bytes: Uint8Array,
  mediaType: string,
): { readonly refused: number; readonly message: string } {
  const protocol = mediaType.includes('json') ? 'http/json' : 'http/protobuf';
  try {
    const { partialSuccess } = SERIALIZERS[protocol].deserializeResponse(bytes);
    return {
      refused: Number(partialSuccess?.rejectedSpans ?? 0) || 0,
      message: partialSuccess?.errorMessage ?? '',
    };
  } catch {
    return { refused: 0, message: '' };
  }
}
