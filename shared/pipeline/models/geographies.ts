/** Geographies of cross-region inference profiles (AWS page "Supported Regions and models for inference profiles"). */
export const GEOGRAPHIES = ['global', 'us-gov', 'us', 'eu', 'apac', 'jp', 'au', 'ca', 'in'] as const;
export type Geography = (typeof GEOGRAPHIES)[number];

/** What LiteLLM takes for no geography, the same in all releases (`get_bedrock_cross_region_inference_regions`). */
const UNKNOWN_TO_LITELLM: ReadonlySet<Geography> = new Set(['ca', 'in']);

/** Prefixes of cross-region inference profiles that LiteLLM takes off a model id. */
export const LITELLM_GEOGRAPHIES: readonly string[] = GEOGRAPHIES.filter(
  (geography) => !UNKNOWN_TO_LITELLM.has(geography),
);
