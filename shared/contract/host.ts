import type { Route } from '../pipeline/call/model.ts';

export interface HostInfo {
  readonly kind: 'desktop' | 'browser';
  readonly version: string;
  /** Why this host was chosen, in one line. */
  readonly reason: string;
}

/** What the target picker offers. Names only; no secret is ever part of it. */
export interface TargetOptions {
  readonly simulatorUrl: string;
  readonly aws: {
    readonly profiles: readonly { readonly name: string; readonly region: string | null }[];
    readonly regions: readonly string[];
    readonly defaultRegion: string | null;
    readonly bearerAvailable: boolean;
  };
}

/** Adjustable while it runs. */
export interface SimulatorSettings {
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
