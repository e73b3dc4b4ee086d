import { isArray, isObject, type Json } from '../json/json.ts';
import type { ProxyConfig } from './config.ts';
import { type ClientCall, headerOf, isOn } from './entry.ts';
import type { Candidate } from './find-deployments.ts';

const texts = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The tags of a call: those of its body, of its metadata, and of the header for them. */
function tagsOf({ body, headers }: ClientCall): ReadonlySet<string> {
  const metadata = isObject(body.metadata ?? null) ? body.metadata : null;
  const header = headerOf(headers, 'x-litellm-tags') ?? '';
  return new Set([
    ...texts(body.tags),
    ...(isObject(metadata) ? texts(metadata.tags) : []),
    ...header.split(',').flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim()])),
  ]);
}

const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** Deployments whose tags the call has; those for everybody where it has none of them. */
function byTags(candidates: readonly Candidate[], call: ClientCall): readonly Candidate[] {
  const asked = tagsOf(call);
  const tagged = (one: Candidate): readonly string[] => texts(one.deployment.params.tags);
  const matching = candidates.filter((one) => tagged(one).some((tag) => asked.has(tag)));
  if (matching.length > 0) return matching;
  const open = candidates.filter((one) => tagged(one).includes('default'));
  return open.length > 0 || asked.size > 0 ? open : candidates;
}

/** Deployments of the lowest `order`; those without one stand aside as soon as one has it. */
function byOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const orders = candidates.flatMap(({ deployment }) => numberOf(deployment.params.order) ?? []);
  const first = Math.min(...orders);
  return orders.length === 0
    ? candidates
    : candidates.filter(({ deployment }) => numberOf(deployment.params.order) === first);
}

/** Deployments that are drawn at all: where one has a weight, those without weight are not. */
function byWeight(candidates: readonly Candidate[]): readonly Candidate[] {
  for (const key of ['weight', 'rpm', 'tpm']) {
    const weighted = candidates.filter(({ deployment }) => (numberOf(deployment.params[key]) ?? 0) > 0);
    if (weighted.length > 0) return weighted;
  }
  return candidates;
}

/**
 * Which of the deployments behind a name may serve a call, in the order in which they stand: by tags (where
 * `enable_tag_filtering` is on), by `order`, by weight. Of several the proxy draws one. Empty where the tags
 * leave none.
 * Source: `get_deployments_for_tag`, `_get_order_filtered_deployments`, `simple_shuffle`, LiteLLM 1.87.0, 1.109.1.
 */
export function eligible(
  candidates: readonly Candidate[],
  config: ProxyConfig,
  call: ClientCall,
): readonly Candidate[] {
  const tagged = isOn(config.routerSettings.enable_tag_filtering) ? byTags(candidates, call) : candidates;
  return byWeight(byOrder(tagged));
}
