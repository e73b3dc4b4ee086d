import type { Json } from '../../json/json.ts';
import { type Comings, namesIn, perRelease, type Values, valuesIn } from '../releases/timeline.ts';
import data from './generated/models.json';

/** Capability fields of a cost map entry by their name there (`supports_vision`, `thinking_always_on` …). */
export type Flags = Readonly<Record<string, Json>>;

/** One Bedrock entry of a release's cost map. Sizes are in tokens. */
export interface CostEntry {
  readonly provider: string;
  readonly mode: string;
  readonly input?: number;
  readonly output?: number;
  /** The entry's own `max_tokens`. */
  readonly tokens?: number;
  /** True where the entry prices a prompt cache of one hour, which LiteLLM reads as "takes a `ttl`". */
  readonly ttl?: boolean;
  /** Name of a set in `ReleaseData.flags`. */
  readonly flags: string;
}

/** Capabilities that 1.109 gives by the shape of a model id to ids its cost map does not list. */
export interface Generalization {
  readonly name: string;
  /** Regular expression, case-insensitive, not anchored. */
  readonly pattern: string;
  /** Providers whose listed entries get the flags they lack, too. */
  readonly providers: readonly string[];
  readonly input?: number;
  readonly output?: number;
  readonly tokens?: number;
  readonly flags: Flags;
}

/** The route LiteLLM picks for `bedrock/<id>`, and names of lists in `ReleaseData.parameters` per route. */
export interface ListedModel {
  readonly route: string;
  readonly invoke: string;
  readonly converse: string;
  readonly auto: string;
}

/** What a release knows of Bedrock models; read by `oracle/inside/dump_models.py`. */
export interface ReleaseData {
  /** Flags that the release's `get_model_info` passes on; others exist in the raw cost map only. */
  readonly infoFields: readonly string[];
  readonly converseModels: readonly string[];
  readonly generalizations: readonly Generalization[];
  /** Ids of other providers: listed, so neither unknown nor for a generalization to match. */
  readonly elsewhere: readonly string[];
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly entries: Readonly<Record<string, CostEntry>>;
  /** Entries of Anthropic's own API, which some rules read for Claude on Bedrock, too, where an id says no more. */
  readonly anthropic: Readonly<Record<string, CostEntry>>;
  readonly flags: Readonly<Record<string, Flags>>;
  readonly models: Readonly<Record<string, ListedModel>>;
  /** Names that stand for a model, such as `claude-opus-latest`, without `bedrock/`. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** `models/generated/models.json`: everything once, with the versions between which it holds. */
interface Recorded {
  readonly flags: Readonly<Record<string, Flags>>;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly infoFields: Comings;
  readonly converseModels: Comings;
  readonly elsewhere: Comings;
  readonly generalizations: Values<Generalization>;
  readonly order: Values<readonly string[]>;
  readonly entries: Values<CostEntry>;
  readonly anthropic: Values<CostEntry>;
  readonly models: Values<ListedModel>;
  readonly aliases: Values<string>;
}

const recorded: Recorded = data;

/** The model data of a release; one that was not recorded knows what the one before it knew. */
export const releaseData = perRelease((release): ReleaseData => {
  const rules = valuesIn(recorded.generalizations, release);
  const order = valuesIn(recorded.order, release).generalizations ?? [];
  return {
    infoFields: [...namesIn(recorded.infoFields, release)],
    converseModels: [...namesIn(recorded.converseModels, release)],
    generalizations: order.flatMap((name) => rules[name] ?? []),
    elsewhere: [...namesIn(recorded.elsewhere, release)],
    parameters: recorded.parameters,
    entries: valuesIn(recorded.entries, release),
    anthropic: valuesIn(recorded.anthropic, release),
    flags: recorded.flags,
    models: valuesIn(recorded.models, release),
    aliases: valuesIn(recorded.aliases, release),
  };
});
