import type { Alteration, ExchangeId, ExchangeRow, HeaderList } from '../capture/exchange.ts';
import type { BodyMatch } from '../capture/release-of.ts';
import type { CaptureRule, HeldCall } from '../capture/rule.ts';
import type { Reason } from '../capture/why-nothing.ts';
import type { Read } from '../eventstream/frame.ts';
import type { RecordedFrame } from '../recording/recording.ts';
import type { SendTarget } from './sending.ts';

/** Why calls that reached a listener, or should have, are not in the list. */
export const NOTE_KINDS = [
  /** The Host header names no address of this machine. */
  'host',
  /** A web page of another site asked. */
  'origin',
  /** The secret segment of the path is missing or not that of this session. */
  'token',
  /** The path belongs to no operation of Bedrock. */
  'path',
  /** Signed for another service. */
  'scope',
  /** Signed for another region than the target's. */
  'region',
  /** The way onwards is shut: no credentials, endpoint not allowed. */
  'target',
  /** Something came that is no HTTP, as TLS is. */
  'protocol',
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface CaptureNote {
  readonly kind: NoteKind;
  /** What came, in one sentence. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /** As its `user-agent` tells; empty where nothing does. */
  readonly program: string;
  readonly count: number;
  /** Milliseconds since 1970, of the last one. */
  readonly at: number;
}

/** A listener of Strata's. */
export interface ListenerState {
  /** What programs are pointed at, the secret segment included: `http://127.0.0.1:4566/k/…`. */
  readonly url: string;
  readonly port: number;
}

/** The front before a LiteLLM proxy. */
export interface FrontState extends ListenerState {
  /** The proxy's own address. */
  readonly proxy: string;
  /** True where the stamp is written into the body, because the proxy forwards no headers. */
  readonly stampInBody: boolean;
}

/** A program that was started from the window. */
export interface StartedProgram {
  readonly id: string;
  /** As it was typed, without secrets. */
  readonly command: string;
  readonly folder: string;
  readonly running: boolean;
  /** Null while it runs; 128 and the signal's number where a signal ended it. */
  readonly exitCode: number | null;
  /** The end of what it printed, without secrets. */
  readonly output: string;
  /** Why its calls may not arrive, as its output tells. */
  readonly reasons: readonly Reason[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** How capturing stands. */
export interface CaptureState {
  readonly bedrock: ListenerState | null;
  readonly front: FrontState | null;
  /** Where captured Bedrock calls go on to. */
  readonly target: SendTarget;
  /** Calls taken since it began. */
  readonly calls: number;
  readonly notes: readonly CaptureNote[];
  readonly rules: readonly CaptureRule[];
  /** Calls that wait for a decision. */
  readonly held: readonly HeldCall[];
  /** Programs started from the window, the oldest first. */
  readonly programs: readonly StartedProgram[];
  /** Why a listener or a program could not start; empty where nothing failed. */
  readonly problem: string;
}

/** What is asked of a capture: ports of 0 take free ones. */
export interface CaptureSettings {
  readonly port: number;
  readonly target: SendTarget;
  readonly front: { readonly port: number; readonly proxy: string; readonly stampInBody: boolean } | null;
}

/** The bodies of a captured exchange as they are shown: secrets are taken out. */
export interface OpenedBodies {
  readonly requestText: string;
  /** Null for an event stream of Bedrock's, whose frames are given, and where no answer came. */
  readonly responseText: string | null;
  readonly frames: readonly RecordedFrame[];
  readonly reads: readonly Read[];
  /** Which releases of LiteLLM make this body; empty where nothing can be tried. */
  readonly matches: readonly BodyMatch[];
  /** The body that the chosen profile makes of the request behind it, as JSON; null where it makes none. */
  readonly predicted: string | null;
  /** True where the client's own request was tried, false where one was made up from the body. */
  readonly fromClient: boolean;
}

/** A captured exchange with all that is shown of it. */
export interface OpenedExchange extends OpenedBodies {
  readonly row: ExchangeRow;
  readonly requestHeaders: HeaderList;
  readonly responseHeaders: HeaderList;
  readonly alterations: readonly Alteration[];
  readonly failure: string;
}

/** What happens in the live list. */
export type LiveEvent =
  /** New or changed rows; one of the same id replaces the earlier one. */
  | { readonly type: 'rows'; readonly rows: readonly ExchangeRow[] }
  | { readonly type: 'removed'; readonly ids: readonly ExchangeId[] }
  /** Who held the rows ended by a fault: what ran does so no more. */
  | { readonly type: 'interrupted' };
