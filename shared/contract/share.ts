import type { Evidence, Side } from '../capture/exchange.ts';
import type { InputProblem } from '../input/text-range.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { SecretKind } from '../redaction/finding.ts';
import type { InspectInput } from './inspection.ts';
import type { Report } from './report-document.ts';

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
  /** The body form, by its id and for people. */
  readonly columnId: string;
  readonly column: string;
  readonly release: string;
  readonly fate: string;
  /** The same in the release that it is compared with; null for none. */
  readonly other: { readonly release: string; readonly fate: string } | null;
}

/** A key of the audit with what Bedrock answers to a body that holds it, `200` or its words; empty where nobody knows. */
export interface JudgedCell extends ReportedCell {
  readonly answer: string;
}

/** A client's call, or a call to Bedrock that LiteLLM made of it. Times are milliseconds. */
export interface ReportedCall {
  readonly side: Side;
  /** `attempt 1`, `retry 1`, `fallback`; empty of the client's own. */
  readonly role: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  /** As the call names it. */
  readonly model: string | null;
  /** Headers that shape the call: `name: value`. */
  readonly headers: readonly string[];
  /** Since the first of the calls began. */
  readonly offsetMs: number;
  readonly endMs: number | null;
  readonly status: number | null;
  /** The name of what failed, and its words; empty where nothing did. */
  readonly error: string;
  readonly message: string;
  /** What joins it with the client's call; null of that itself. */
  readonly evidence: Evidence | null;
  /** Releases of LiteLLM that send this body; null where none was found. */
  readonly release: string | null;
  /** The body as it was sent, from its beginning. */
  readonly body: string;
}

/** Cells of the audit in one report: more than it has of keys and body forms. */
export const MOST_CELLS = 10_000;

/** More attempts than this are no better story. */
export const MOST_CALLS = 30;

/** What a report is made of. */
export interface ReportSubject {
  /** The request; null for a report of something else. */
  readonly input: InspectInput | null;
  /** What it is put beside: the same on the other route, or under another release; null for nothing. */
  readonly besides: 'route' | ProfileId | null;
  readonly answer: ReportedAnswer | null;
  readonly stream: ReportedStream | null;
  readonly cells: readonly ReportedCell[];
  /** A client's call with the Bedrock calls that came of it, in their order; empty where it is one call alone. */
  readonly calls: readonly ReportedCall[];
  /** The AWS region that snippets name. */
  readonly region: string;
}

/** The parts of a report that can be left out. */
export const REPORT_PARTS = ['problems', 'request', 'answer', 'body'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export const REPORT_FORMS = ['markdown', 'html', 'picture'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** What the person who shares wants otherwise than it is by itself. */
export interface RedactionChoices {
  /** Kinds and ids of values that stay. */
  readonly kept: readonly string[];
  /** Kinds that are taken out although they are not by themselves. */
  readonly alsoTaken: readonly string[];
  /** Further texts to be taken out wherever they stand. */
  readonly texts: readonly string[];
}

/** A report that the host has made, and how much is in each of the parts that it has; or why there is none. */
export type MadeReport =
  | {
      readonly ok: true;
      readonly id: string;
      readonly parts: Readonly<Partial<Record<ReportPart, string>>>;
    }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** In which form a report is wanted. */
export interface RenderInput {
  readonly id: string;
  readonly form: ReportForm;
  readonly parts: readonly ReportPart[];
  readonly choices: RedactionChoices;
}

/** What is no secret and still not everybody's business, told by its form. */
export type PrivateKind = 'host' | 'account' | 'email' | 'data';
export type TakenKind = PrivateKind | SecretKind | 'message-text' | 'tool-description' | 'chosen';

/** One value that is taken out, or could be. */
export interface TakenValue {
  readonly id: string;
  /** The value, shortened; of a secret only the name that it stood under and its length. */
  readonly shown: string;
  readonly count: number;
  /** Titles of the sections in which it stands. */
  readonly sections: readonly string[];
  /** True where it is taken out. */
  readonly taken: boolean;
}

/** What is taken out of a report, by kind. */
export interface Taken {
  readonly kind: TakenKind;
  readonly label: string;
  readonly taken: boolean;
  readonly values: readonly TakenValue[];
}

/** A report as it is copied and saved. */
export interface RenderedReport {
  readonly text: string;
  /** The same as parts, for a preview. */
  readonly report: Report;
  readonly taken: readonly Taken[];
}

/** What became of the exchanges of a file, or why it cannot be read. */
export type OpenedShare =
  | {
      readonly ok: true;
      readonly taken: number;
      /** Those that the history had already. */
      readonly known: number;
      /** The id of the last one; null for none. */
      readonly last: string | null;
    }
  | { readonly ok: false; readonly message: string };

/** The files in which calls of the history leave Strata. */
export const CALL_FILES = ['strata', 'har', 'html'] as const;
export type CallFile = (typeof CALL_FILES)[number];

/** Calls as a file: what is saved, and what is shown before. */
export interface CallFileMade {
  readonly base64: string;
  /** Of the file. */
  readonly bytes: number;
  /** What is in it, for people, from its beginning. */
  readonly preview: string;
  readonly taken: readonly Taken[];
}
