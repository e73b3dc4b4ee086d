import type { Route } from '../pipeline/call/model.ts';

export interface HostInfo {
  readonly kind: 'desktop' | 'browser';
  readonly version: string;
  /** Why this host was chosen, in one line. */
  readonly reason: string;
}

/** An address that the environment or a configuration file puts in place of AWS's own. */
export interface AwsRedirect {
  readonly url: string;
  /** The variable or the setting that says so. */
  readonly source: string;
  /** Why Strata does not send there, or null. */
  readonly refused: string | null;
}

/** What the target picker offers. Names only; no secret is ever part of it. */
export interface TargetOptions {
  readonly simulatorUrl: string;
  /** Hosts outside of AWS that may see requests signed with AWS credentials, because the user said so. */
  readonly trusted: readonly string[];
  /** The variable that holds the key for a LiteLLM proxy; null where none is set. */
  readonly proxyKey: string | null;
  readonly aws: {
    /** Where requests of the default chain go instead of AWS; null where they go to AWS. */
    readonly redirect: AwsRedirect | null;
    readonly profiles: readonly {
      readonly name: string;
      readonly region: string | null;
      readonly redirect: AwsRedirect | null;
    }[];
    readonly regions: readonly string[];
    readonly defaultRegion: string | null;
    readonly bearerAvailable: boolean;
  };
}

/** When a guardrail that a request names intervenes: at trigger words in the input, or always in one way. */
export const GUARDRAIL_SETTINGS = ['words', 'block-input', 'block-output', 'mask'] as const;
export type GuardrailSetting = (typeof GUARDRAIL_SETTINGS)[number];

/** Adjustable while it runs. */
export interface SimulatorSettings {
  readonly guardrail: GuardrailSetting;
  readonly tokensPerSecond: number;
  /** Milliseconds before the first frame. */
  readonly firstTokenDelayMs: number;
  /** 0 … 1: how much each gap may vary, as a share of the gap. */
  readonly jitter: number;
  /** Tokens in each frame; 0 lets them vary from one to three, as real streams do. */
  readonly tokensPerFrame: number;
  /** The answer text; empty takes the family's own. */
  readonly answer: string;
  /** Holds every frame back and sends them in one piece at the end ("collected, then replayed"). */
  readonly collected: boolean;
  readonly seed: number;
}

export interface ModelOption {
  readonly id: string;
  readonly family: string;
  readonly route: Route;
  readonly maxInputTokens: number | null;
  readonly maxOutputTokens: number | null;
  readonly supports: readonly string[];
}

/** Whether a scenario could be read; `problems` names line, column and what is expected there. */
export type PlayResult =
  | { readonly ok: true; readonly settings: SimulatorSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Something inside the host failed that nobody was waiting for. The host goes on; whoever sees this may report it. */
export interface HostFault {
  /** From 1, in the order in which they happened. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: 'exception' | 'rejection';
  readonly message: string;
  /** Where it happened, without secrets. */
  readonly stack: string;
}
