import type { Json } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { byTags, type RoutedCall } from './choose-by-tags.ts';
import type { ProxyConfig } from './config.ts';
import type { Candidate } from './find-deployments.ts';

const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** Deployments of the lowest `order`; those without one stand aside as soon as one has it. */
function byOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const orders = candidates.flatMap(({ deployment }) => numberOf(deployment.params.order) ?? []);
  const first = Math.min(...orders);
  return orders.length === 0
    ? candidates
    : candidates.filter(({ deployment }) => numberOf(deployment.params.order) === first);
}

/**
 * Deployments that are drawn at all: where one has a weight (before 1.102: the first), those without weight are not. Other
 * strategies know none.
 */
function byWeight(
  candidates: readonly Candidate[],
  config: ProxyConfig,
  release: Release,
): readonly Candidate[] {
  const strategy = config.routerSettings.routing_strategy ?? null;
  if (strategy !== null && strategy !== 'simple-shuffle') return candidates;
  for (const key of ['weight', 'rpm', 'tpm']) {
    const first = candidates[0]?.deployment.params[key] ?? null;
    if (first === null && !has(release, 'weights-of-any')) continue;
    const weighted = candidates.filter(({ deployment }) => (numberOf(deployment.params[key]) ?? 0) > 0);
    if (weighted.length > 0) return weighted;
  }
  return candidates;
}

/**
 * Which of the deployments behind a name may serve a call, in the order in which they stand: by tags (where
 * `enable_tag_filtering` is on), by `order`, by weight. Of several the proxy draws one. Empty where the tags
 * leave none.
 * Source: `_get_order_filtered_deployments`, `simple_shuffle`, LiteLLM 1.87.0, 1.109.1.
 */
export const eligible = (
  candidates: readonly Candidate[],
  config: ProxyConfig,
  call: RoutedCall,
  release: Release,
): readonly Candidate[] => byWeight(byOrder(byTags(candidates, config, call, release)), config, release);
