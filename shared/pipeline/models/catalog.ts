import type { Release } from '../releases/release.ts';
import { releaseData } from './data.ts';
import { modelInfo } from './lookup.ts';

/** One Bedrock chat model of a release, as the model picker shows it. Sizes in tokens. */
export interface CatalogModel {
  readonly id: string;
  /** The route LiteLLM picks for `bedrock/<id>`: `invoke`, `converse`, or `chat_completions` (1.109). */
  readonly route: string;
  readonly maxInputTokens: number | null;
  readonly maxOutputTokens: number | null;
  /** Capabilities without the `supports_` in front: `vision`, `reasoning`, `prompt_caching` … */
  readonly capabilities: readonly string[];
}

/** All Bedrock chat models that a release's cost map lists, by id. */
export function catalog(release: Release): readonly CatalogModel[] {
  return Object.entries(releaseData(release).models).map(([id, listed]) => {
    const info = modelInfo(release, id);
    return {
      id,
      route: listed.route,
      maxInputTokens: info?.maxInputTokens ?? null,
      maxOutputTokens: info?.maxOutputTokens ?? null,
      capabilities: Object.entries(info?.flags ?? {})
        .filter(([name, value]) => name.startsWith('supports_') && value === true)
        .map(([name]) => name.slice('supports_'.length)),
    };
  });
}

/**
 * The OpenAI parameters a release supports for a listed model id on a route (`auto`: the one it
 * picks itself), in alphabetical order; undefined for an id it does not list.
 */
export function listedParameters(
  release: Release,
  id: string,
  route: 'invoke' | 'converse' | 'auto',
): readonly string[] | undefined {
  const data = releaseData(release);
  const listed = Object.hasOwn(data.models, id) ? data.models[id] : undefined;
  return listed && data.parameters[listed[route]];
}

/** True where a release's own list puts this id on the Converse route. */
export function listedForConverse(release: Release, id: string): boolean {
  return releaseData(release).converseModels.includes(id);
}
