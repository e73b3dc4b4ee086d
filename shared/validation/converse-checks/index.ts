import type { Check } from '../families/family.ts';
import { CACHING_CHECKS } from './caching.ts';
import { CLAUDE_DOCUMENT_CHECKS } from './claude-documents.ts';
import { CONFLICT_CHECKS } from './conflicts.ts';
import { CONVERSATION_CHECKS } from './conversation.ts';
import { MEDIA_CHECKS } from './media.ts';
import { LIMIT_CHECKS } from './model-limits.ts';
import { SERVICE_CHECKS } from './service.ts';
import { TEMPLATE_CHECKS } from './templates.ts';
import { TOOL_TURN_CHECKS } from './tool-turns.ts';
import { TOOL_CHECKS } from './tools.ts';

/** What Converse checks by hand once the members have the right shape, in the order it answers. */
export const CONVERSE_CHECKS: readonly Check[] = [
  ...SERVICE_CHECKS,
  ...CONVERSATION_CHECKS,
  ...MEDIA_CHECKS,
  ...TOOL_TURN_CHECKS,
  ...TOOL_CHECKS,
  ...CONFLICT_CHECKS,
  ...LIMIT_CHECKS,
  ...CACHING_CHECKS,
  ...CLAUDE_DOCUMENT_CHECKS,
  ...TEMPLATE_CHECKS,
];
