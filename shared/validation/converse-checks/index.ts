import type { Check } from '../families/family.ts';
import { CONVERSATION_CHECKS } from './conversation.ts';
import { LIMIT_CHECKS } from './model-limits.ts';
import { TOOL_CHECKS } from './tools.ts';

/** What Converse checks by hand once the members have the right shape, in the order it answers. */
export const CONVERSE_CHECKS: readonly Check[] = [...CONVERSATION_CHECKS, ...TOOL_CHECKS, ...LIMIT_CHECKS];
