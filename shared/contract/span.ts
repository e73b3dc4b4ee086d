import type { Pointer } from '../json/pointer.ts';
import type { Release } from '../pipeline/releases/release.ts';

/** What becomes of a request from one release to another: the same path, headers, body and answer of Bedrock. */
export interface Span {
  readonly from: Release;
  readonly until: Release;
  /** What LiteLLM and then Bedrock do with it. */
  readonly outcome: 'accepted' | 'refused' | 'not-modelled' | 'not-sent';
  /** Bedrock's answer or LiteLLM's refusal; null where it is accepted. */
  readonly message: string | null;
  /** What else Bedrock would refuse, in its words: it names one mistake at a time. */
  readonly besides: readonly string[];
  /** How the answer is read off the wire, where the request names a `stream_chunk_size`. */
  readonly reading: string | null;
  /** What is not as in the span before: places below `path`, `headers`, `body`; empty in the first one. */
  readonly changed: readonly Pointer[];
}
