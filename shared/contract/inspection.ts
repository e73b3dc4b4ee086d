import type { Dialect } from '../input/dialect.ts';
import type { FormChoice, Recognised } from '../input/forms.ts';
import type { InputProblem, TextRange } from '../input/text-range.ts';
import type { Pointer } from '../json/pointer.ts';
import type { TextEdit } from '../json/text-edit.ts';
import type { ResolvedModel, Route } from '../pipeline/call/model.ts';
import type { Api, ModuleSettings, TransformError } from '../pipeline/call/result.ts';
import type { Fate } from '../pipeline/ledger/fate.ts';
import type { Rule, StageId } from '../pipeline/ledger/rule.ts';
import type { Target } from '../pipeline/ledger/trace.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { Fix, Problem, Verdict } from '../validation/problem.ts';
import type { SentOperation } from '../validation/target.ts';
import type { ProxyView } from './proxy.ts';

/** One row of the parameter table: a top-level key of the request, or a value the transform added. */
export interface ParamRow {
  /** Pointer in the incoming request; for added values the pointer in the body. */
  readonly pointer: Pointer;
  readonly key: string;
  /** The value in one line, shortened. */
  readonly preview: string;
  readonly fate: Fate;
  /** The strongest fate stands in `fate`; how often each occurs among the leaves stands here. */
  readonly leaves: Readonly<Partial<Record<Fate, number>>>;
  readonly targets: readonly Target[];
  readonly rule: Rule;
  readonly severity: Rule['severity'];
}

/** One ledger entry as the renderer sees it; `rule` is an index into `rules`. */
export interface LedgerRow {
  readonly from: readonly Pointer[];
  readonly to: Target | null;
  readonly rule: number;
}

export interface StageSummary {
  readonly id: StageId;
  /** How many ledger entries this stage made (problems, for validate). */
  readonly count: number;
  readonly leaked: number;
  readonly refused: number;
  /** Silent losses. */
  readonly lost: number;
  /** Indices into `ledger`; fewer than `count` where that does not hold them all. */
  readonly entries: readonly number[];
}

/** A problem with its place in `bodyText` and the fixes expressed on the incoming request. */
export interface LocatedProblem extends Problem {
  readonly range: TextRange | null;
  readonly actions: readonly FixAction[];
}

type WithPlaces<V> = V extends Verdict
  ? Omit<V, 'problems'> & { readonly problems: readonly LocatedProblem[] }
  : never;
/** A verdict whose problems have their places and buttons. */
export type LocatedVerdict = WithPlaces<Verdict>;

/** A fix of a request that LiteLLM itself refuses. */
export type RequestFix =
  | { readonly kind: 'drop-params'; readonly params: readonly string[] }
  | { readonly kind: 'set-drop-params' }
  | { readonly kind: 'set-modify-params' }
  | { readonly kind: 'allow-params'; readonly params: readonly string[] };

/** A fix as a button: its label and what it does to the typed text and the selectors. */
export interface FixAction {
  readonly label: string;
  readonly fix: Fix | RequestFix;
  /** What it does to `requestText`; empty where it changes a selector only. */
  readonly edits: readonly TextEdit[];
  readonly route: Route | null;
  readonly profile: ProfileId | null;
  /** Switches of the LiteLLM module that it sets; null where it leaves them. */
  readonly settings: ModuleSettings | null;
}

export interface OutgoingView {
  readonly operation: SentOperation;
  readonly method: 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body laid out for reading (`packed` gives the bytes on the wire); ranges of problems point into it. */
  readonly bodyText: string;
  /** How many requests like this one are sent: more than one where a call has several texts to embed. */
  readonly requests: number;
  /** Size of the body on the wire, bytes: it is written as LiteLLM's Python writes it. */
  readonly bodyBytes: number;
}

/** A value of the request that is not sent although no error says so; `rule` is an index into `rules`. */
export interface Loss {
  readonly pointer: Pointer;
  readonly rule: number;
}

/** The body under the strict profile, pretty-printed, and whether Bedrock accepts it. */
export interface Filtered {
  readonly text: string;
  readonly accepted: boolean;
}

/** What one route makes of the request. */
export interface RouteView {
  readonly route: Route;
  readonly model: ResolvedModel | null;
  readonly outcome:
    | { readonly kind: 'outgoing'; readonly outgoing: OutgoingView }
    | {
        readonly kind: 'refused' | 'crashed' | 'invalid';
        readonly error: TransformError;
        /** What leads to a request that is sent. */
        readonly actions: readonly FixAction[];
      };
  /** Null where there is none. */
  readonly filtered: Filtered | null;
  /** True where the filtered body is not worked out yet, or is that of the text before: it comes when typing rests. */
  readonly filteredLater: boolean;
  /** The first thousand parameters. */
  readonly params: readonly ParamRow[];
  /** How many more parameters there are. */
  readonly paramsLeft: number;
  readonly rules: readonly Rule[];
  /** All entries, or the first five thousand, what leaked, was refused or lost before the rest. */
  readonly ledger: readonly LedgerRow[];
  /** Silent losses, whole parameters and values inside them, in request order. */
  readonly losses: readonly Loss[];
  readonly stages: readonly StageSummary[];
  /** Bedrock's predicted answer; null where nothing is sent. */
  readonly verdict: LocatedVerdict | null;
  /** Time of the transform and of the validation, milliseconds. */
  readonly transformMs: number;
  readonly validateMs: number;
}

export interface InspectInput {
  /** What the user typed or pasted. */
  readonly text: string;
  readonly profile: ProfileId;
  /** `auto` takes the route of the model string. */
  readonly route: Route | 'auto' | 'both';
  /** The form that the user says the request has; left out, it goes by what is in it. */
  readonly form?: FormChoice | undefined;
  /** Switches of the LiteLLM module. Through a proxy those of its configuration hold. */
  readonly settings?: ModuleSettings | undefined;
  /** Which of several calls in the text is meant, from 0. */
  readonly call?: number | undefined;
  /** Which of several deployments behind one name a proxy calls, from 0. */
  readonly deployment?: number | undefined;
  /** True for a call to LiteLLM itself, whatever configuration of a proxy is loaded. */
  readonly direct?: boolean | undefined;
  /** The day on which a captured call was made, `YYYY-MM-DD`: the verdict is that of it. Today without one. */
  readonly day?: string | undefined;
}

export type InspectResult =
  | { readonly kind: 'unreadable'; readonly problems: readonly InputProblem[] }
  | {
      readonly kind: 'inspected';
      readonly dialect: Dialect;
      readonly api: Api;
      /** The form it was read in and what decided that. */
      readonly recognised: Recognised;
      /** The request as keyword arguments of the LiteLLM call, pretty-printed. */
      readonly requestText: string;
      readonly model: string;
      readonly stream: boolean;
      /** `stream_chunk_size` in bytes; null where none is given, or one that the release's stream reader cannot take. */
      readonly chunkSize: number | null;
      /** The route that `auto` stands for. */
      readonly autoRoute: Route;
      readonly warnings: readonly InputProblem[];
      /** What of a pasted call over HTTP was taken and what not, in one line; empty for plain JSON. */
      readonly taken: string;
      /** What each call of the text is, where it holds several; empty for one. */
      readonly calls: readonly string[];
      /** The host that a pasted call goes to, offered as a target; null for none. */
      readonly base: string | null;
      /** What the loaded proxy configuration made of it; null where none is loaded. */
      readonly proxy: ProxyView | null;
      /** One view, or two (invoke, converse) for `both`. */
      readonly views: readonly RouteView[];
    };
