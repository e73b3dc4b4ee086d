import type { InputProblem } from '../input/text-range.ts';

/** The configuration of a LiteLLM proxy that is loaded, as the page sees it. */
export interface ProxyState {
  /** Counts up with every change, so that the page knows when to ask again. */
  readonly revision: number;
  /** Null where none is loaded. */
  readonly loaded: {
    /** The file's name or what it is called where it is no file. */
    readonly name: string;
    /** True where the file is watched: a change on disk shows at once. */
    readonly watched: boolean;
    /** The text with keys masked, each mark as long as what it hides. */
    readonly text: string;
    /** Why it cannot be used; empty where it can. The last one that could be used stays in force. */
    readonly problems: readonly InputProblem[];
    readonly warnings: readonly InputProblem[];
    /** The names that clients ask for, with how many deployments answer to each. */
    readonly models: readonly { readonly name: string; readonly deployments: number }[];
    /** Names of environment variables that it refers to; they are never looked up. */
    readonly environment: readonly string[];
    /** Files that it includes and that were read, by their path from its folder. */
    readonly included: readonly string[];
    /** Files that it includes and that are not at hand. */
    readonly missing: readonly string[];
  } | null;
}

/** Where a parameter of the call is from, in words. */
export interface ParamOrigin {
  readonly key: string;
  readonly from: 'client' | 'header' | 'deployment' | 'setting' | 'proxy';
  /** “client”, “header anthropic-beta”, “line 12” … */
  readonly words: string;
  /** The line of the configuration; null where it is not from there. */
  readonly line: number | null;
}

/** A value that lost on the way into the call, and why. */
export interface ProxyLoss {
  readonly what: string;
  readonly words: string;
  readonly line: number | null;
  readonly why: string;
}

/** What a proxy's configuration made of a client's call. */
export interface ProxyView {
  readonly entry: string;
  readonly asked: string;
  readonly deployments: readonly {
    readonly name: string;
    readonly model: string;
    readonly line: number | null;
    /** The included file that the line is in; null for the configuration itself. */
    readonly file: string | null;
    /** False where tags, order or weight keep it from serving this call. */
    readonly serves: boolean;
    /** The list of fallbacks that leads here when the others have failed, and where; null for those that are asked. */
    readonly fallback: string | null;
  }[];
  readonly chosen: number;
  readonly origins: readonly ParamOrigin[];
  readonly losses: readonly ProxyLoss[];
  /** Settings that hold for every call, with their line. */
  readonly settings: readonly {
    readonly name: string;
    readonly value: string;
    readonly line: number | null;
    readonly file: string | null;
  }[];
  readonly warnings: readonly string[];
}
