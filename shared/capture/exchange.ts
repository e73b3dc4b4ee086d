import type { Route } from '../pipeline/call/model.ts';
import type { Usage } from '../recording/recording.ts';

/** Names an exchange for ever: letters and digits, those of later exchanges sort after those of earlier ones. */
export type ExchangeId = string;

/** Which side of LiteLLM a call was seen on: between program and LiteLLM, or between a program and Bedrock. */
export const SIDES = ['client', 'bedrock'] as const;
export type Side = (typeof SIDES)[number];

/** Where an exchange is from: captured as it happened, sent from the Request view, read from a file. */
export const SOURCES = ['live', 'request-view', 'import'] as const;
export type ExchangeSource = (typeof SOURCES)[number];

/**
 * How an exchange stands. `open`: it runs. `done`: the answer came whole, whatever its status. `failed`: no answer, or
 * one that broke off or is damaged. `cancelled`: the client left. `interrupted`: Strata ended while it ran.
 */
export const STATES = ['open', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export type ExchangeState = (typeof STATES)[number];

/** The form of the messages: on the Bedrock side always `bedrock`, the operation says the rest. */
export const DIALECTS = [
  'bedrock',
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'other',
] as const;
export type Dialect = (typeof DIALECTS)[number];

export const PROTOCOLS = ['http/1.1', 'h2', 'h2c'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Headers in the order of the wire, repeated ones included; values are redacted wherever they are kept. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What is remarkable about an exchange. */
export const FLAGS = [
  'leaked',
  'lost',
  'refused',
  'fault',
  'retried',
  'fallback',
  'cut-off',
  'damaged',
  'burst',
  'stalled',
  'unexplained',
  'altered',
  'held',
] as const;
export type FlagKind = (typeof FLAGS)[number];

export interface Flag {
  readonly kind: FlagKind;
  readonly count: number;
  /** What it is about: parameters that leaked or were lost, the fault that was injected. */
  readonly names: readonly string[];
}

/** Why a body, or a part of it, is not there. */
export type MissingBody =
  /** It never came: no answer, or a request without a body. */
  | 'none'
  /** Recording lagged behind the network and gave up; forwarding went on. */
  | 'lagging'
  /** The exchange still runs, or Strata ended before it was whole. */
  | 'unfinished'
  /** Its content coding cannot be undone here, so that secrets could not be looked for. */
  | 'encoded'
  /** The disk refused it. */
  | 'disk'
  /** Its place in the store is damaged. */
  | 'damaged';

/** A body that is kept elsewhere; its bytes are read by range. */
export interface BodyRef {
  /** Bytes as they were on the wire, without a transfer coding. */
  readonly size: number;
  /** Bytes that are kept, from the beginning; less than `size` where `missing` says why. */
  readonly kept: number;
  /** `content-type` without parameters, in small letters; empty where there is none. */
  readonly mediaType: string;
  /** `content-encoding` of the wire; what is kept is decoded. Empty where there is none. */
  readonly encoding: string;
  readonly missing: MissingBody | null;
  /** How many secrets were taken out before it was kept. */
  readonly redactions: number;
}

/** Network reads of an answer in their order: where each began in the body, bytes, and when it came, milliseconds since the request. */
export interface Delivery {
  readonly offset: number;
  readonly atMs: number;
}

/** What of a request went on otherwise than it came; without secrets. */
export type Change =
  | { readonly kind: 'body'; readonly text: string }
  /** A member of the body was set (JSON) or, with null, taken out. */
  | { readonly kind: 'member'; readonly member: string; readonly json: string | null }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'headers'; readonly headers: HeaderList };

/** What Strata did to an exchange on its way; it is shown with it. */
export interface Alteration {
  readonly kind: 'edited' | 'rewritten' | 'delayed' | 'fault' | 'answered' | 'stamped' | 'unsent';
  /** One sentence on what was changed, and by which rule. */
  readonly what: string;
  /** By them the request that went on is known; none where it went on as it came. */
  readonly changes?: readonly Change[];
}

/**
 * What a join rests on; the place in the list is kept. `invocation-id`: an AWS SDK tried again, and both attempts bear
 * the id of its one call.
 */
export const EVIDENCE = ['stamp', 'request-id', 'message-id', 'content', 'invocation-id'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A client's exchange and a Bedrock call that it caused; or the first attempt of a call to Bedrock and one more. */
export interface Link {
  readonly client: ExchangeId;
  readonly bedrock: ExchangeId;
  readonly evidence: Evidence;
}

/** The times of an exchange, milliseconds since its request began to arrive; null where it did not come so far. */
export interface Timings {
  /** The whole request had arrived. */
  readonly requestMs: number | null;
  /** Status and headers of the answer. */
  readonly headMs: number | null;
  /** The first token, or the first byte of an answer that is not streamed. */
  readonly firstTokenMs: number | null;
  readonly endMs: number | null;
  /** The longest gap between two deliveries of the answer. */
  readonly longestGapMs: number | null;
  /** Share of those gaps that are under a millisecond, 0 … 1. */
  readonly burstShare: number | null;
}

export const NO_TIMINGS: Timings = {
  requestMs: null,
  headMs: null,
  firstTokenMs: null,
  endMs: null,
  longestGapMs: null,
  burstShare: null,
};

/** Where a call stands in a trace of its program's: the trace, and the span that made the call. */
export interface TraceContext {
  /** 32 hexadecimal digits in small letters, not all zero. */
  readonly traceId: string;
  /** 16 hexadecimal digits in small letters; null where the header names only the trace. */
  readonly parentId: string | null;
}

/** What is known of an exchange when its request's head has arrived. */
export interface ExchangeStart {
  readonly id: ExchangeId;
  readonly side: Side;
  readonly source: ExchangeSource;
  /** Milliseconds since 1970; the clock may jump, so durations never come from it. */
  readonly startedAt: number;
  readonly protocol: Protocol;
  readonly method: string;
  /** As received, without the secret segment. */
  readonly path: string;
  readonly headers: HeaderList;
  /** `InvokeModel`, `ConverseStream`, `ListFoundationModels` …; on the client side the dialect's own name; empty where unknown. */
  readonly operation: string;
  readonly dialect: Dialect;
  readonly route: Route | null;
  /** As the request names it; null until it is known. */
  readonly model: string | null;
  /** Name and version of the program as its `user-agent` tells, or as it was started. */
  readonly program: string;
  readonly region: string | null;
  /** Where it goes on to: `simulator`, `aws`, the host of an endpoint, or of the LiteLLM proxy. */
  readonly target: string;
  /** Groups exchanges into a conversation; null until something tells. */
  readonly conversation: string | null;
  /** The client's exchange that caused this Bedrock call, or its first attempt, where it is known for sure. */
  readonly cause: Omit<Link, 'bedrock'> | null;
  /** True for calls by which a program only prepares its work. */
  readonly preparation: boolean;
}

/** What may become known later. */
export type ExchangePatch = Partial<
  Pick<
    ExchangeStart,
    | 'model'
    | 'operation'
    | 'route'
    | 'dialect'
    | 'program'
    | 'region'
    | 'target'
    | 'conversation'
    | 'preparation'
  >
> & {
  /** Flags to be set; one of the same kind is replaced. */
  readonly flags?: readonly Flag[];
  /** Alterations to be added. */
  readonly alterations?: readonly Alteration[];
  /** The releases of LiteLLM that explain the body, for example `1.104–1.108`; empty where none does. */
  readonly release?: string;
};

/** A line of the list: everything that is listed, filtered and sorted by. */
export interface ExchangeRow extends Omit<ExchangeStart, 'headers' | 'cause'>, Omit<Timings, 'requestMs'> {
  /** The store's own number of it: grows with every exchange, never used twice. */
  readonly number: number;
  readonly state: ExchangeState;
  readonly status: number | null;
  /** The name of Bedrock's exception, or of what failed; empty where nothing did. */
  readonly error: string;
  /** As the answer's headers name it. */
  readonly requestId: string | null;
  /** The trace of the program that made the call, as its headers name it. */
  readonly trace: TraceContext | null;
  readonly stopReason: string | null;
  readonly usage: Usage;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Event-stream messages or server-sent events. */
  readonly frames: number;
  readonly flags: readonly Flag[];
  readonly release: string | null;
  /** The client's exchange that caused it, or its first attempt, and what tells so. */
  readonly cause: Omit<Link, 'bedrock'> | null;
  readonly pinned: boolean;
  /** The first line of what was asked last, redacted and cut to 200 characters. */
  readonly title: string;
}

/** An exchange as a whole, but for the bytes of its bodies. */
export interface Exchange extends ExchangeRow {
  readonly requestMs: number | null;
  readonly requestHeaders: HeaderList;
  readonly responseHeaders: HeaderList;
  readonly request: BodyRef;
  readonly response: BodyRef;
  readonly deliveries: readonly Delivery[];
  readonly alterations: readonly Alteration[];
  /** The joined exchanges of the other side. */
  readonly links: readonly Link[];
  /** What failed, in one sentence; empty where nothing did. */
  readonly failure: string;
}
