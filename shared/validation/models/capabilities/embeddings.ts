import { type Capabilities, cell } from './capability.ts';
import { probed } from './probes.ts';

/** Embedding models, as far as more than their bodies is known. */
export const EMBEDDINGS: readonly Capabilities[] = [
  {
    generation: 'Titan Text Embeddings V2',
    models: /^amazon\.titan-embed-text-v2/,
    example: 'amazon.titan-embed-text-v2:0',
    geographies: cell<readonly string[]>([], probed('bedrock.batch-embeddings', '2026-08-16')),
  },
];
