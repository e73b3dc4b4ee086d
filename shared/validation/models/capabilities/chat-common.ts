import { type Capabilities, type Cell, cell, type Medium } from './capability.ts';
import * as seen from './other-evidence.ts';

export const SIGNATURE = 'reasoningContent.reasoningText.signature';

export const NO_CACHING: Cell<null> = cell(null, ...seen.NO_CACHING);

export const NO_TOOLS: Cell<'none'> = cell('none', seen.PROBE, seen.FEATURES);

export const NOT_STREAMED: Cell<'not-streamed'> = cell('not-streamed', seen.PROBE, seen.NO_TOOL_STREAM);

export const DOCUMENTS: Cell<readonly Medium[]> = cell(['document'], seen.PROBE, seen.FEATURES);

export const NO_STRICT = cell(false, seen.NO_STRICT);

/** No document is read; images and other media may be, where a row says so. */
export const onlyMedia = (...media: readonly Medium[]): Cell<readonly Medium[]> =>
  cell(media, seen.PROBE, ...seen.NO_OPEN_DOCUMENTS);

/** No reasoning is taken back, not even unsigned. */
export const NO_REASONING_BACK = cell(false, seen.REASONING_BACK);

export const USER_LAST = cell(false, ...seen.HOSTED_PROBES);

export const DEFAULT_TIER: Cell<readonly string[]> = cell([], ...seen.HOSTED_PROBES);

/** What no chat model but Claude and Nova takes. */
export const COMMON = {
  caching: NO_CACHING,
  strictTools: NO_STRICT,
  lacks: cell([SIGNATURE], seen.NO_SIGNATURE),
  s3: cell([], seen.NO_S3, seen.FEATURES),
  optimized: cell([], ...seen.NO_LATENCY),
  structuredOutput: cell(false, ...seen.HOSTED_PROBES),
  tiers: DEFAULT_TIER,
} satisfies Partial<Capabilities>;

/** Open-weight models behind the chat completions form: the tools are streamed, documents are not read. */
export const OPEN = {
  ...COMMON,
  lacks: cell(['stopSequences', SIGNATURE], seen.NO_SIGNATURE, ...seen.OPEN_PROBES),
  media: onlyMedia(),
  structuredOutput: cell(true, ...seen.OPEN_PROBES),
  tiers: cell(['flex', 'priority'], ...seen.OPEN_PROBES),
  tools: cell('any', seen.PROBE),
  mediaInResults: cell([], ...seen.RESULT_IMAGES),
} satisfies Partial<Capabilities>;
