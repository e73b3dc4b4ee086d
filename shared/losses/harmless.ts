/**
 * Members whose loss changes neither the answer nor what it costs: they name somebody, label the call for a log, or repeat what the
 * model never reads. Anything else counts as a loss that matters.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['name', 'user', 'metadata', 'safety_identifier', 'prompt_cache_key', 'store', 'service_tier', 'index'],
  ...['refusal', 'annotations', 'audio', 'provider_specific_fields', 'seed', 'filename', 'detail'],
]);

/** Whether the loss of a member of this name leaves answer and cost as they are. */
export const isHarmless = (key: string): boolean => HARMLESS.has(key);
