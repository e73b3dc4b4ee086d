import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { type Compose, composeFields } from '../compose.ts';
import type { Source } from '../evidence.ts';
import type { Capabilities } from '../models/capabilities/capability.ts';
import type { Fix, Operation, RefusalStatus } from '../problem.ts';
import type { Schema } from '../schema/schema.ts';

/** Which of Bedrock's validators guards a family. */
export type DialectId =
  | 'everit'
  | 'everit-bare'
  | 'everit-first'
  | 'everit-forms'
  | 'everit-listed'
  | 'anthropic'
  | 'opaque'
  | 'pydantic-chat'
  | 'pydantic-text'
  | 'malformed'
  | 'serde'
  | 'serde-by-place';

/** What a model is for; which operations it takes follows from it. */
export type ModelKind =
  | 'chat'
  | 'embedding'
  | 'rerank'
  | 'image'
  | 'video'
  | 'video-understanding'
  | 'speech';

/** What a check beside the schema found. */
export interface Finding {
  readonly pointer: Pointer;
  readonly key: string | null;
  /** The whole sentence as Bedrock writes it. */
  readonly sentence: string;
  readonly why: string;
  readonly source: Source;
  readonly confirmed: boolean;
  /** Status and exception where they are not 400 and ValidationException. */
  readonly status?: RefusalStatus;
  readonly errorType?: string;
  readonly fixes: readonly Fix[];
}

export interface CheckContext {
  readonly operation: Operation;
  /** Foundation model id without geography prefix. */
  readonly base: string;
  readonly modelId: string;
  /** What the model takes, on the day that is asked about; empty where no relative is known either. */
  readonly row: Partial<Capabilities>;
  /** The day that is asked about, `YYYY-MM-DD`; null where none is. */
  readonly asOf: string | null;
}

/** A rule that a schema cannot say: conversation order, pairs of keys, options bound to a beta. */
export type Check = (body: JsonObject, context: CheckContext) => readonly Finding[];

/** The rules for the bodies of one family of models. */
export interface FamilyRules {
  /** Names the rule set; two variants of one family differ in it. */
  readonly id: string;
  readonly dialect: DialectId;
  /** Source of every rule that does not name its own. */
  readonly source: Source;
  readonly schema: Schema;
  /** The same for the part of the body that Converse takes in `additionalModelRequestFields`. */
  readonly fields: Schema;
  /** What Converse makes of a request for this family. */
  readonly compose: Compose;
  /** Asked before the schema: questions that the service settles without reading the body. */
  readonly before: readonly Check[];
  /** Asked of bodies that the schema accepts. */
  readonly checks: readonly Check[];
}

/** What a rule file declares; the rest has defaults. */
export interface Declaration {
  readonly id: string;
  readonly dialect: DialectId;
  readonly source: Source;
  readonly schema: Schema;
  readonly fields?: Schema;
  readonly compose?: Compose;
  readonly before?: readonly Check[];
  readonly checks?: readonly Check[];
}

export const family = (declared: Declaration): FamilyRules => ({
  compose: composeFields,
  before: [],
  checks: [],
  fields: { ...declared.schema, required: [] },
  ...declared,
});
