import type { InspectResult, RouteView } from '../../contract/inspection.ts';
import type { StreamPicture } from '../../contract/report-document.ts';
import type { JudgedCell, ReportedAnswer, ReportedCall } from '../../contract/share.ts';
import type { Span } from '../../contract/span.ts';
import type { ProfileId } from '../../pipeline/releases/profile.ts';
import type { CallerCall, SnippetInput } from '../snippets/snippet.ts';

export type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

/** A request on its way through one release on one route. */
export interface Looked {
  readonly result: Inspected;
  readonly view: RouteView;
  readonly profile: ProfileId;
}

/** The shortest request that still shows what was found. */
export interface Shortest extends Looked {
  /** Requests that were tried on the way. */
  readonly tries: number;
  /** False where the time for it was up before nothing more could go. */
  readonly finished: boolean;
}

/** How an answer came. */
export interface StreamFacts {
  readonly picture: StreamPicture;
  readonly frames: number;
  readonly longestSilenceMs: number | null;
  /** Share of the gaps under a millisecond, 0 … 1. */
  readonly burstShare: number | null;
  /** What makes the text come as it comes, in one sentence. */
  readonly advice: string;
}

/** Everything that a report may tell; null for what there is not. */
export interface ReportFacts {
  /** What was asked, as it stands. */
  readonly whole: Looked | null;
  readonly shortest: Shortest | null;
  /** The same request on the other route, or under another release. */
  readonly other: Looked | null;
  readonly spans: readonly Span[];
  readonly answer: ReportedAnswer | null;
  readonly stream: StreamFacts | null;
  readonly cells: readonly JudgedCell[];
  /** A client's call and what came of it, or the attempts of one call; empty where it is one call alone. */
  readonly calls: readonly ReportedCall[];
  /** The shortest call to Bedrock, for who wants to make it again; null where nothing is sent. */
  readonly snippets: SnippetInput | null;
  /** The call to LiteLLM that leads there, or to nothing being sent. */
  readonly caller: { readonly call: CallerCall; readonly region: string } | null;
  /** The day that verdicts are given for, `YYYY-MM-DD`. */
  readonly day: string;
}
