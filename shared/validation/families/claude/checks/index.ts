import type { Check } from '../../family.ts';
import { CACHING_CHECKS } from './caching.ts';
import { CONVERSATION_CHECKS } from './conversation.ts';
import { DOCUMENT_CHECKS } from './documents.ts';
import { EFFORT_CHECKS } from './effort.ts';
import { IMAGE_CHECKS } from './images.ts';
import { REQUEST_CHECKS, STOP_CHECKS } from './request.ts';
import { STRICT_CHECKS } from './strict-schema.ts';
import { THINKING_CHECKS } from './thinking.ts';
import { TOOL_CHECKS } from './tools.ts';

/** Rules of the messages API that no schema says, in the order they are answered. */
export const MESSAGES_CHECKS: readonly Check[] = [
  ...EFFORT_CHECKS,
  ...REQUEST_CHECKS,
  ...THINKING_CHECKS,
  ...CONVERSATION_CHECKS,
  ...IMAGE_CHECKS,
  ...DOCUMENT_CHECKS,
  ...TOOL_CHECKS,
  ...STRICT_CHECKS,
  ...CACHING_CHECKS,
  ...STOP_CHECKS,
];
