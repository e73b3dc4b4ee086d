import type { HeaderList, TraceContext } from './exchange.ts';

/** https://www.w3.org/TR/trace-context/#traceparent-header: later versions may add members behind the flags. */
const W3C = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
/** `Root=1-EPOCH-RANDOM` and `Parent=…`, as AWS X-Ray writes them. */
const XRAY_ROOT = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/i;
const XRAY_PARENT = /(?:^|;)\s*Parent=([0-9a-f]{16})(?:;|$)/i;

const isSet = (id: string): boolean => /[^0]/.test(id);

function fromTraceparent(value: string): TraceContext | null {
  const [, version = 'ff', traceId = '', parentId = '', more] = W3C.exec(value.trim()) ?? [];
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  return isSet(traceId) && isSet(parentId) ? { traceId, parentId } : null;
}

function fromXRay(value: string): TraceContext | null {
  const [, epoch, random] = XRAY_ROOT.exec(value) ?? [];
  if (epoch === undefined || random === undefined) return null;
  const traceId = `${epoch}${random}`.toLowerCase();
  const parentId = XRAY_PARENT.exec(value)?.[1]?.toLowerCase() ?? null;
  return isSet(traceId)
    ? { traceId, parentId: parentId !== null && isSet(parentId) ? parentId : null }
    : null;
}

const READERS = [
  ['traceparent', fromTraceparent],
  ['x-amzn-trace-id', fromXRay],
] as const;

/**
 * The trace that a request's headers name: `traceparent` (W3C Trace Context), else `x-amzn-trace-id`. Null where none
 * does, and where it is written otherwise than the standard allows. Of two different `traceparent` headers none counts.
 */
export function traceOf(headers: HeaderList): TraceContext | null {
  for (const [name, read] of READERS) {
    const values = new Set(headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value));
    const [value] = values;
    const trace = value === undefined || values.size > 1 ? null : read(value);
    if (trace) return trace;
  }
  return null;
}
