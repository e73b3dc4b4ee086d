import type { Json } from '../../../../json/json.ts';
import type { Rule } from '../../../ledger/rule.ts';
import type { From, Trace } from '../../../ledger/trace.ts';
import type { Release } from '../../../releases/release.ts';

/** A content block under construction. */
export type Block = Record<string, Json>;

/** What the conversion of messages has to know. */
export interface Conversion {
  readonly trace: Trace;
  readonly release: Release;
  /** True under the strict profile, which leaves out what LiteLLM fails on. */
  readonly strict: boolean;
  /** True where images may not be sent as a web address (model string with `invoke/` in front). */
  readonly forceBase64: boolean;
  readonly dropParams: boolean;
  /** New names for tools whose names Claude does not take. */
  readonly toolNames: ReadonlyMap<string, string>;
}

export const NO_BLOCKS: readonly Block[] = [];

/** Tells the trace where a new block is from; returns it. */
export function made<T extends object>(trace: Trace, block: T, from: From, rule: Rule): T {
  return trace.whole(block, from, rule);
}

/** Sets one member of a block with an origin of its own. */
export function set(trace: Trace, block: Block, key: string, value: Json, from: From, rule: Rule): void {
  block[key] = value;
  trace.member(block, key, from, rule);
}
