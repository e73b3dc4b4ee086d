import { has } from '../releases/behaviours.ts';
import { namedBy } from '../releases/named-by.ts';
import type { Release } from '../releases/release.ts';
import { LITELLM_GEOGRAPHIES } from './geographies.ts';
import { LITELLM_REGIONS } from './regions.ts';
import { perModel } from './remember.ts';

const routingPrefixes = namedBy([
  'bedrock/',
  ['chat_completions/', 'chat-completions-stripped'],
  'converse/',
  'invoke/',
  'openai/',
  ['mantle/', 'mantle-stripped'],
  ['nova-2/', 'imported-nova-known'],
  ['nova/', 'imported-nova-known'],
]);

/**
 * Takes LiteLLM's routing prefixes off a model string. Each is tried once and in a fixed order, so
 * `bedrock/invoke/…` loses both and `invoke/bedrock/…` only the first.
 * Source: `strip_bedrock_routing_prefix`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const stripRoutingPrefixes = perModel((release, model) =>
  [...routingPrefixes(release)].reduce(
    (rest, prefix) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : rest),
    model,
  ),
);

/** What follows the last slash of an ARN; any other string as it is. LiteLLM looks for `arn` anywhere in it. */
export function nameInArn(model: string): string {
  return model.toLowerCase().includes('arn') ? model.slice(model.lastIndexOf('/') + 1) : model;
}

/** Splits `<region>/<id>`; the region is null where the first segment is not a Bedrock region. */
export function splitRegion(release: Release, model: string): { region: string | null; id: string } {
  const stripped = stripRoutingPrefixes(release, model);
  const slash = stripped.indexOf('/');
  const region = slash < 0 ? '' : stripped.slice(0, slash);
  return LITELLM_REGIONS.includes(region)
    ? { region, id: stripped.slice(slash + 1) }
    : { region: null, id: stripped };
}

const withoutThroughput = (model: string): string =>
  model.replace(/(:\d+):\d+k$/, '$1').replace(/\[\w+\]$/, '');

/**
 * The foundation model id that LiteLLM reads off a model string: routing prefix, ARN, throughput
 * suffix (`:51k`, `[1m]`) and geography or region taken off. `nova/…` and `nova-2/…` stand for a
 * made-up custom model. Source: `get_bedrock_base_model`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export const baseModel = perModel((release, model): string => {
  const outer = ['bedrock/converse/', 'bedrock/', 'converse/'].find((prefix) => model.startsWith(prefix));
  const inner = outer ? model.slice(outer.length) : model;
  if (has(release, 'imported-nova-known')) {
    if (inner.startsWith('nova-2/')) return 'amazon.nova-2-custom';
    if (inner.startsWith('nova/')) return 'amazon.nova-custom';
  }

  const name = withoutThroughput(nameInArn(stripRoutingPrefixes(release, model)));
  const dot = name.indexOf('.');
  const slash = name.indexOf('/');
  if (dot >= 0 && LITELLM_GEOGRAPHIES.includes(name.slice(0, dot))) return name.slice(dot + 1);
  if (slash >= 0 && LITELLM_REGIONS.includes(name.slice(0, slash))) return name.slice(slash + 1);
  return name;
});
