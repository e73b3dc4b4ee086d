import { isArray, type Json, objectOf } from '../../json/json.ts';
import { quoted } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import { vercel } from '../models/capabilities/claude-evidence.ts';
import { found, whereModelDoes } from './request.ts';

const WITH_FILES = [
  quoted('danny-avila/LibreChat', 14246, '2026-07-14'),
  quoted('danny-avila/LibreChat', 12432, '2026-03-27'),
];

/** Lists of both places are put together; a text beside a list is not. */
const systemConflict: Check = ({ system, additionalModelRequestFields }) => {
  const given = isArray(system ?? null) && (system as readonly Json[]).length > 0;
  if (!given || typeof objectOf(additionalModelRequestFields).system !== 'string') return [];
  const pointer = '/additionalModelRequestFields/system';
  return [
    found({
      pointer,
      sentence: 'The additional field system conflicts with an existing field. Remove system and try again.',
      why: 'Converse writes the system prompt itself.',
      source: WITH_FILES,
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

const choiceConflict: Check = ({ toolConfig, additionalModelRequestFields }) => {
  const [given] = Object.keys(objectOf(objectOf(toolConfig).toolChoice));
  const extra = objectOf(objectOf(additionalModelRequestFields).tool_choice);
  if (given === undefined || !Object.hasOwn(extra, 'type')) return [];
  const pointer = '/additionalModelRequestFields/tool_choice/type';
  return [
    found({
      pointer,
      sentence: `The additional field tool_choice/type conflicts with the existing field toolConfig.toolChoice.${given}. Remove tool_choice/type and try again.`,
      why: 'Converse writes the type of the choice itself.',
      source: [vercel('issue-17267-tool-choice-conflict', '2026-08')],
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** Rules about fields for the model that Converse writes itself. */
export const CONFLICT_CHECKS: readonly Check[] = [choiceConflict, whereModelDoes(systemConflict)];
