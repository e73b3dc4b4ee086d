import { isObject, type JsonObject } from '../../../../json/json.ts';
import { quoted } from '../../../evidence.ts';
import { OWN_API } from '../../../models/capabilities/claude-measured.ts';
import type { Evidence } from '../../../problem.ts';
import type { Check } from '../../family.ts';
import { found, toolsOf } from './found.ts';

const CHOSEN: Evidence = {
  source: 'public transcripts of calls through a gateway',
  url: null,
  date: '2026-09-01',
  grade: 'quoted',
};

const forcedChoice: Check = (body, { row }) => {
  const choices = row.toolChoice;
  const given = isObject(body.tool_choice ?? null) ? (body.tool_choice as JsonObject).type : null;
  if (!choices || (given !== 'any' && given !== 'tool') || choices.is.includes(given)) return [];
  return [
    found({
      pointer: '/tool_choice',
      sentence: 'tool_choice: type "tool" and "any" are not supported for this model.',
      why: 'This generation always thinks, so it decides itself whether to call a tool.',
      source: choices.evidence,
      fixes: [{ kind: 'drop', pointer: '/tool_choice' }],
    }),
  ];
};

const THROUGH_ROUTER: Evidence = {
  source: 'public report of an answer of Bedrock, through a router',
  url: null,
  date: '2026-06',
  grade: 'quoted',
};

/** Converse writes the type of a choice only where the request has one of its own. */
const choiceWithoutType: Check = (body, { operation }) => {
  const choice = body.tool_choice ?? null;
  if (operation.startsWith('Invoke') || !isObject(choice) || Object.hasOwn(choice, 'type')) return [];
  return [
    found({
      pointer: '/tool_choice',
      key: 'type',
      sentence: 'tool_choice.type: Field required',
      why: 'Members of a choice that Converse does not make itself need its type, or `toolConfig.toolChoice`.',
      source: [quoted('BerriAI/litellm', 27184, '2026-05')],
      fixes: [{ kind: 'drop', pointer: '/tool_choice' }],
    }),
  ];
};

/** First measured to tell the kinds of a choice apart. */
const TOLD_APART_SINCE = '2026-09';

const choiceOfNothing: Check = (body, { asOf }) => {
  const { type, name } = isObject(body.tool_choice ?? null) ? (body.tool_choice as JsonObject) : {};
  if (typeof type !== 'string' || toolsOf(body).length > 0) return [];
  const toldApart = asOf !== null && asOf >= TOLD_APART_SINCE;
  const newer =
    type === 'tool'
      ? `Tool '${name}' not found in provided tools`
      : `tool_choice.${type} may only be specified while providing tools`;
  return [
    found({
      pointer: '/tool_choice',
      sentence: toldApart ? newer : 'tool_choice may only be specified while providing tools.',
      why: 'There are no tools to choose from.',
      source: toldApart ? [OWN_API] : [THROUGH_ROUTER],
      fixes: [{ kind: 'drop', pointer: '/tool_choice' }],
    }),
  ];
};

const chosenTool: Check = (body) => {
  const { type, name } = isObject(body.tool_choice ?? null) ? (body.tool_choice as JsonObject) : {};
  if (
    type !== 'tool' ||
    typeof name !== 'string' ||
    toolsOf(body).length === 0 ||
    toolsOf(body).some((tool) => tool.name === name)
  )
    return [];
  return [
    found({
      pointer: '/tool_choice/name',
      sentence: `Tool '${name}' not found in provided tools`,
      why: 'The tool that the model must use is none of the tools.',
      source: [CHOSEN],
      fixes: [{ kind: 'drop', pointer: '/tool_choice' }],
    }),
  ];
};

/** Rules about which tool the model has to use. */
export const CHOICE_CHECKS: readonly Check[] = [choiceWithoutType, forcedChoice, choiceOfNothing, chosenTool];
