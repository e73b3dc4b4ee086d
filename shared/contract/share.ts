import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { InspectInput } from './inspection.ts';

/** What came back to a request that is reported. Times are milliseconds since the request. */
export interface ReportedAnswer {
  /** Who answered: the simulator, AWS, an endpoint by its host. */
  readonly from: string;
  readonly status: number | null;
  /** The name of Bedrock's exception, or of what failed; empty where nothing did. */
  readonly error: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly firstTokenMs: number | null;
  readonly endMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly stopReason: string | null;
  /** The answer's text or body, from its beginning; empty where there is none. */
  readonly text: string;
}

/** A stream as far as its times go: lengths in bytes, times in milliseconds since the request. */
export interface ReportedStream {
  readonly frames: readonly { readonly length: number; readonly visible: boolean }[];
  readonly reads: readonly { readonly bytes: number; readonly atMs: number }[];
  readonly endMs: number | null;
  /** The chunk size that it is read with; null as received. */
  readonly chunkSize: number | null;
}

/** A key of the audit in one body form. */
export interface ReportedCell {
  readonly key: string;
  readonly column: string;
  readonly release: string;
  readonly fate: string;
  /** Bedrock's words where it refuses the body; empty otherwise. */
  readonly message: string;
}

/** What a report is made of. */
export interface ReportSubject {
  /** The request; null for a report of something else. */
  readonly input: InspectInput | null;
  /** What it is put beside: the same on the other route, or under another release; null for nothing. */
  readonly besides: 'route' | ProfileId | null;
  readonly answer: ReportedAnswer | null;
  readonly stream: ReportedStream | null;
  readonly cells: readonly ReportedCell[];
  /** The AWS region that snippets name. */
  readonly region: string;
}
