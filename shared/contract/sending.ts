import type { Read } from '../eventstream/frame.ts';
import type { FormChoice } from '../input/forms.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { ModuleSettings } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { Guardrail } from '../recording/guardrail.ts';
import type { RecordedFrame, Usage } from '../recording/recording.ts';

/** Where a request is sent. Credentials are never part of it: they stay in the main process. */
export type SendTarget =
  | { readonly kind: 'simulator' }
  | {
      readonly kind: 'aws';
      /** A name from the shared config files; null takes the SDK's default chain. */
      readonly profile: string | null;
      readonly region: string;
      /** Uses AWS_BEARER_TOKEN_BEDROCK of the main process instead of SigV4. */
      readonly bearer: boolean;
    }
  | { readonly kind: 'endpoint'; readonly url: string };

/** A running LiteLLM proxy: it gets the client’s call. Its key stays in the main process. */
export interface ProxyTarget {
  readonly kind: 'proxy';
  /** The base URL; the path of the entry point is put behind it. */
  readonly url: string;
}

/** Everything that a request can be sent to from the window. */
export type AnyTarget = SendTarget | ProxyTarget;

export interface SendInput {
  readonly text: string;
  readonly profile: ProfileId;
  readonly route: Route | 'auto';
  /** The form that the user says the request has; left out, it goes by what is in it. */
  readonly form?: FormChoice | undefined;
  readonly settings?: ModuleSettings | undefined;
  readonly deployment?: number | undefined;
  /** Which of several calls in the text is meant, from 0. */
  readonly call?: number | undefined;
  readonly target: AnyTarget;
  /** How long the other side may be silent, milliseconds; the host's own limit without it. */
  readonly silenceMs?: number | undefined;
  /** Names the events of this send, for `took`; without it the host waits for nobody. */
  readonly flow?: string | undefined;
}

/** Bedrock's refusal, or a failure on the way to it. */
export interface SendFailure {
  /** `bedrock`: an error answer. `credentials`, `network`, `protocol`: never got one. `request`: nothing to send. */
  readonly origin: 'bedrock' | 'credentials' | 'network' | 'protocol' | 'request';
  readonly status: number | null;
  /** The exception's name, for example `ValidationException`. */
  readonly type: string;
  readonly message: string;
  /** What the user can do about it. */
  readonly hint: string;
  readonly requestId: string | null;
}

/** What a send reports, in order: request, then response or failure, then frames, then end. Times in ms since the request. */
export type SendEvent =
  | {
      readonly type: 'request';
      readonly method: string;
      readonly url: string;
      /** As signed and sent; Authorization and tokens are masked. */
      readonly headers: Readonly<Record<string, string>>;
      readonly bodyText: string;
      readonly stream: boolean;
      /** Its name in the history; absent where none is kept. */
      readonly exchange?: string;
    }
  | {
      readonly type: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly atMs: number;
    }
  | { readonly type: 'frames'; readonly frames: readonly RecordedFrame[]; readonly reads: readonly Read[] }
  | {
      /** The page lagged behind: what follows was kept by the host until it could be taken. */
      readonly type: 'gap';
      readonly frames: number;
      readonly bytes: number;
      readonly atMs: number;
    }
  | { readonly type: 'body'; readonly text: string; readonly atMs: number }
  | { readonly type: 'failure'; readonly failure: SendFailure; readonly atMs: number }
  | {
      readonly type: 'end';
      readonly reason: 'complete' | 'cancelled' | 'failed' | 'truncated';
      readonly atMs: number;
      readonly usage: Usage;
      readonly stopReason: string | null;
      readonly guardrail: Guardrail | null;
    };
