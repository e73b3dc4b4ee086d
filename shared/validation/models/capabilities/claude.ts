import type { Capabilities } from './capability.ts';
import { CLAUDE_2, CLAUDE_3, CLAUDE_3_5, CLAUDE_3_5_HAIKU, CLAUDE_3_5_V2, CLAUDE_3_7 } from './claude-2-3.ts';
import {
  CLAUDE_4,
  CLAUDE_4_5,
  CLAUDE_4_6,
  HAIKU_4_5,
  OPUS_4,
  OPUS_4_1,
  OPUS_4_5,
  OPUS_4_7,
  OPUS_4_8,
} from './claude-4.ts';
import { FABLE_5, FABLE_5_1, HAIKU_5_5, OPUS_5, OPUS_5_5, SONNET_5, SONNET_5_5 } from './claude-5.ts';

/** Claude, newest first; one row a generation. */
export const CLAUDE: readonly Capabilities[] = [
  OPUS_5_5,
  SONNET_5_5,
  HAIKU_5_5,
  FABLE_5_1,
  OPUS_5,
  SONNET_5,
  FABLE_5,
  OPUS_4_8,
  OPUS_4_7,
  CLAUDE_4_6,
  OPUS_4_5,
  CLAUDE_4_5,
  HAIKU_4_5,
  OPUS_4_1,
  OPUS_4,
  CLAUDE_4,
  CLAUDE_3_7,
  CLAUDE_3_5_HAIKU,
  CLAUDE_3_5,
  CLAUDE_3_5_V2,
  CLAUDE_3,
  CLAUDE_2,
];
