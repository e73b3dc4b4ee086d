import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Check, Finding } from '../families/family.ts';
import { capabilitiesOf } from '../models/capabilities/index.ts';
import { blocksOf, contentOf, found, messagesOf } from './request.ts';

const toolsDefined: Check = (body) => {
  if (isObject(body.toolConfig ?? null)) return [];
  const used = blocksOf(body).find(({ block }) => 'toolUse' in block || 'toolResult' in block);
  if (!used) return [];
  return [
    found({
      pointer: used.pointer,
      key: 'toolConfig',
      sentence: 'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
      why: 'A conversation that used tools must name them again.',
      source: 'dify #17545, onyx #7842',
    }),
  ];
};

function toolSchema(json: Json | undefined, i: number): readonly Finding[] {
  const pointer = `/toolConfig/tools/${i}/toolSpec/inputSchema/json`;
  const path = pointer.slice(1).replace(/\//g, '.');
  if (json === undefined) return [];
  if (!isObject(json))
    return [
      found({
        pointer,
        sentence: `The format of the value at ${path} is invalid. Provide a json object for the field and try again.`,
        why: 'The schema must be a JSON object, not text that holds one.',
        source: 'aws-sdk-net #3377',
      }),
    ];
  if (json.type === 'object') return [];
  return [
    found({
      pointer: 'type' in json ? `${pointer}/type` : pointer,
      key: 'type',
      sentence: `The value at ${path}.type must be one of the following: object.`,
      why: 'The input of a tool is an object.',
      source: 'spring-ai-alibaba #3082',
      fixes: [{ kind: 'set', pointer: `${pointer}/type`, value: 'object' }],
    }),
  ];
}

const toolSchemas: Check = ({ toolConfig }) => {
  const tools = isObject(toolConfig ?? null) ? (toolConfig as JsonObject).tools : undefined;
  if (!isArray(tools ?? null)) return [];
  return (tools as readonly Json[]).flatMap((tool, i) => {
    const spec = isObject(tool) && isObject(tool.toolSpec) ? tool.toolSpec : {};
    return isObject(spec.inputSchema) ? toolSchema(spec.inputSchema.json, i) : [];
  });
};

const idsOf = (message: JsonObject | undefined, member: 'toolUse' | 'toolResult'): readonly Json[] =>
  contentOf(message ?? {}).flatMap((block) => {
    const tool = block[member];
    return isObject(tool ?? null) ? [(tool as JsonObject).toolUseId ?? null] : [];
  });

const toolResults: Check = (body) => {
  const messages = messagesOf(body);
  return messages.flatMap((message, i) => {
    const answered = idsOf(message, 'toolResult');
    const missing = i === 0 ? [] : idsOf(messages[i - 1], 'toolUse').filter((id) => !answered.includes(id));
    if (missing.length === 0) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `Expected toolResult blocks at messages.${i}.content for the following Ids: ${missing.join(', ')}`,
        why: 'All results of one turn\u2019s tool calls belong into the message right after it.',
        source: 'zeroclaw PR #1476, timothy PR #33',
      }),
    ];
  });
};

const resultsAlone: Check = (body, { base }) => {
  const alone = capabilitiesOf(base)?.row.toolTurnsAlone;
  if (!alone) return [];
  return messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    const results = blocks.filter((block) => 'toolResult' in block).length;
    if (results === 0 || results === blocks.length) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `messages.${i}.content: Conversation blocks and tool result blocks cannot be provided in the same turn.`,
        why: 'This model takes a turn of tool results or a turn of conversation, not both in one.',
        source: alone.evidence,
      }),
    ];
  });
};

/** Rules about tools, their schemas, calls and results. */
export const TOOL_CHECKS: readonly Check[] = [toolsDefined, toolResults, resultsAlone, toolSchemas];
