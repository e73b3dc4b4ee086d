import { AMAZON } from './amazon.ts';
import type { Capabilities } from './capability.ts';
import { META } from './meta.ts';
import { MISTRAL_AI } from './mistral.ts';
import { OPEN_WEIGHT } from './open-weight.ts';
import { OTHERS } from './other.ts';

/** Chat models of other houses than Anthropic, one row a generation. */
export const CHAT_MODELS: readonly Capabilities[] = [
  ...AMAZON,
  ...META,
  ...MISTRAL_AI,
  ...OPEN_WEIGHT,
  ...OTHERS,
];
