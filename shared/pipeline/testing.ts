import type { JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';
import type { Api, TransformResult } from './call/result.ts';
import type { ProfileId } from './releases/profile.ts';

export { compared, mismatch, type Recorded } from './mismatch.ts';

/** For tests: profiles that real releases answered for. */
export const RECORDED: readonly ProfileId[] = ['litellm-1.87.0', 'litellm-1.90.0', 'litellm-1.109.1'];

/** A request that real releases were given; see `oracle/`. */
export interface Case {
  readonly id: string;
  readonly family: string;
  readonly route: string;
  readonly tag: string;
  readonly api: Api;
  readonly request: JsonObject;
}

/** The values of JSON lines, numbers known as they are written. */
export const parseLines = <T>(text: string): readonly T[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [readJson(line) as unknown as T]));

/** Parts of the body that the ledger cannot explain. */
export const unexplained = (ours: TransformResult): readonly string[] =>
  ours.ledger.entries.flatMap((entry) =>
    entry.rule.id === 'build.unexplained' && entry.to?.part === 'body'
      ? [`unexplained ${entry.to.pointer}`]
      : [],
  );
