import { SERVER_SENT_EVENTS } from '../../../shared/capture/media-types.ts';
import { exception } from '../../http/errors.ts';
import { errorReply } from '../replies.ts';
import type { Reply } from '../reply.ts';
import { exceptionFrame } from '../stream/framing.ts';
import { collect, divide, flipBit, inBursts, type Script, splitAt, spread } from '../stream/script.ts';
import type { Fault, Place, ScenarioRule } from './scenario.ts';

const utf8 = new TextEncoder();

const CONTENT = {
  json: ['application/json', '{"message":"Internal server error"}'],
  html: [
    'text/html; charset=utf-8',
    '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n',
  ],
  sse: [SERVER_SENT_EVENTS, 'event: error\ndata: {"message":"upstream closed the connection"}\n\n'],
  text: ['text/plain; charset=utf-8', 'upstream connect error or disconnect/reset before headers\n'],
} as const;

/** The offset of a place; `frames` are the frames of the body in order, one delivery each. */
const offsetOf = ({ frame, byte }: Place, frames: Script): number =>
  frames.slice(0, frame ?? 0).reduce((sum, { bytes }) => sum + bytes.length, 0) + (byte ?? 0);

const nameInModel = (camel: string): string => camel.charAt(0).toUpperCase() + camel.slice(1);

/** The message Bedrock gives with an exception, where it has one. */
const defaultMessage = (camel: string): string => {
  const name = nameInModel(camel);
  try {
    return exception(name as Parameters<typeof exception>[0]).message;
  } catch {
    return 'An error occurred.';
  }
};

const membersOf = (fault: {
  readonly originalStatusCode?: number | undefined;
  readonly originalMessage?: string | undefined;
  readonly resourceName?: string | undefined;
}): Readonly<Record<string, string | number>> => ({
  ...(fault.originalStatusCode === undefined ? {} : { originalStatusCode: fault.originalStatusCode }),
  ...(fault.originalMessage === undefined ? {} : { originalMessage: fault.originalMessage }),
  ...(fault.resourceName === undefined ? {} : { resourceName: fault.resourceName }),
});

const withoutLength = (headers: Reply['headers']): Reply['headers'] => {
  const { 'content-length': _length, ...rest } = headers;
  return rest;
};

/** Breaks a reply as the fault says. Offsets count in the reply's own body. */
function inject(reply: Reply, fault: Fault, requestId: string): Reply {
  const { deliveries } = reply;
  switch (fault.kind) {
    case 'error':
      return errorReply(requestId, {
        ...exception(fault.exception, fault.message),
        members: membersOf(fault),
      });
    case 'exception': {
      const kept = deliveries.slice(0, fault.afterFrames);
      const next = deliveries[fault.afterFrames] ?? deliveries[deliveries.length - 1];
      const members = { message: fault.message ?? defaultMessage(fault.exception), ...membersOf(fault) };
      const frame = { atMs: next?.atMs ?? 0, bytes: exceptionFrame(fault.exception, members) };
      return { ...reply, deliveries: [...kept, frame] };
    }
    case 'truncate': {
      const [before] = divide(deliveries, offsetOf(fault.at, deliveries));
      const promised = 'content-length' in reply.headers;
      return { ...reply, deliveries: before, ending: promised ? 'reset' : 'end' };
    }
    case 'flip':
      return { ...reply, deliveries: flipBit(deliveries, offsetOf(fault.at, deliveries), fault.bit) };
    case 'replace': {
      const [type, content] = CONTENT[fault.as];
      const bytes = utf8.encode(fault.content ?? content);
      const offset = fault.at ? offsetOf(fault.at, deliveries) : 0;
      const [before, after] = divide(deliveries, offset);
      const atMs = (after[0] ?? before[before.length - 1])?.atMs ?? 0;
      const headers = fault.at ? withoutLength(reply.headers) : { 'content-type': type };
      return { status: fault.status, headers, deliveries: [...before, { atMs, bytes }], ending: 'end' };
    }
    case 'reset': {
      const [before] = fault.at ? divide(deliveries, offsetOf(fault.at, deliveries)) : [[]];
      return { ...reply, deliveries: before, ending: 'reset' };
    }
    case 'stall': {
      const [before, after] = divide(deliveries, fault.at ? offsetOf(fault.at, deliveries) : 0);
      const { forMs } = fault;
      if (forMs === null) return { ...reply, deliveries: before, ending: 'hang' };
      const late = after.map(({ atMs, bytes }) => ({ atMs: atMs + forMs, bytes }));
      return { ...reply, deliveries: [...before, ...late] };
    }
  }
}

/** Treats a reply as a rule of the scenario says: its fault, then bursts and cuts. */
export function applyRule(reply: Reply, rule: ScenarioRule, requestId: string): Reply {
  const broken = rule.fault ? inject(reply, rule.fault, requestId) : reply;
  const burst =
    rule.burstBytes === undefined ? broken.deliveries : inBursts(broken.deliveries, rule.burstBytes);
  const deliveries = rule.cuts.length > 0 ? spread(splitAt(burst, rule.cuts), rule.cutGapMs) : burst;
  return { ...broken, deliveries };
}

/** Holds everything back and replays it in one piece at the end. */
export function collected(reply: Reply): Reply {
  return { ...reply, deliveries: collect(reply.deliveries) };
}
