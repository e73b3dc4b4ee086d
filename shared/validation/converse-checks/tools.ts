import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Source } from '../evidence.ts';
import type { Check, Finding } from '../families/family.ts';
import { OWN_WORDS } from '../models/capabilities/claude-measured.ts';
import { about, blocksOf, found, lacking, standing, unlessModelDoes } from './request.ts';

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

/** Members of a schema whose kind the service itself looks at, in its schema validator's words. */
const KINDS = [
  { key: 'properties', kind: 'object', fits: isObject },
  { key: 'required', kind: 'array', fits: isArray },
] as const;

const schemaAt = (i: number): Pointer => `/toolConfig/tools/${i}/toolSpec/inputSchema/json`;

const kindOf = (value: Json): string => (value === null ? 'null' : isArray(value) ? 'array' : typeof value);

const misformed = (json: JsonObject, i: number): readonly Finding[] =>
  KINDS.flatMap(({ key, kind, fits }): readonly Finding[] => {
    const value = json[key];
    if (value === undefined || fits(value)) return [];
    return [
      found({
        pointer: `${schemaAt(i)}/${key}`,
        sentence: `The json schema definition at toolConfig.tools.${i}.toolSpec.inputSchema is invalid. Fix the following errors and try again: $.${key}: ${kindOf(value)} found, ${kind} expected`,
        why: `\`${key}\` of a schema is of the kind ${kind}.`,
        source: [
          {
            source: 'bytedance/UI-TARS-desktop: Agent Snapshot',
            url: 'https://github.com/bytedance/UI-TARS-desktop',
            date: '2025-06',
            grade: 'quoted',
          },
        ],
        fixes: [{ kind: 'drop', pointer: `${schemaAt(i)}/${key}` }],
      }),
    ];
  });

const DEFINED_TWICE: Source = [
  {
    source: 'public reports of answers of Bedrock to Claude Haiku 4.5 and other models',
    url: null,
    date: '2026-09',
    grade: 'quoted',
  },
];

const definedTwice: Check = ({ toolConfig }) => {
  const tools = isObject(toolConfig ?? null) ? (toolConfig as JsonObject).tools : undefined;
  if (!isArray(tools ?? null)) return [];
  const names = new Set<Json>();
  return (tools as readonly Json[]).flatMap((tool, i): readonly Finding[] => {
    const { name = null } = isObject(tool) && isObject(tool.toolSpec) ? tool.toolSpec : {};
    if (name === null || !names.has(name)) {
      names.add(name);
      return [];
    }
    return [
      found({
        pointer: `/toolConfig/tools/${i}/toolSpec/name`,
        sentence: `The tool ${name} is already defined at toolConfig.tools.${i}.`,
        why: 'Two tools share a name.',
        source: DEFINED_TWICE,
        fixes: [{ kind: 'drop', pointer: `/toolConfig/tools/${i}` }],
      }),
    ];
  });
};

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

function toolSchema(json: Json | undefined, i: number): readonly Finding[] {
  if (json === undefined) return [];
  if (isObject(json) && json.type === 'object') return misformed(json, i);
  const pointer = schemaAt(i);
  const path = pointer.slice(1).replace(/\//g, '.');
  if (!isObject(json))
    return [
      found({
        pointer,
        sentence: `The format of the value at ${path} is invalid. Provide a json object for the field and try again.`,
        why: 'The schema must be a JSON object, not text that holds one.',
        source: 'aws-sdk-net #3377',
      }),
    ];
  if (typeof json.type === 'string' && !TYPES.includes(json.type))
    return [
      found({
        pointer: `${pointer}/type`,
        sentence: `The json schema definition at toolConfig.tools.${i}.toolSpec.inputSchema is invalid. Fix the following errors and try again: $.type: does not have a value in the enumeration [${TYPES.join(', ')}]\n$.type: string found, array expected`,
        why: `\`${json.type}\` is no type of JSON Schema.`,
        source: [OWN_WORDS],
        fixes: [{ kind: 'set', pointer: `${pointer}/type`, value: 'object' }],
      }),
    ];
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

const toolUse: Check = ({ toolConfig }, { operation, row }) => {
  const tools = row.tools;
  if (!tools || tools.is === 'any' || !isObject(toolConfig ?? null)) return [];
  const streamed = operation === 'ConverseStream';
  if (tools.is === 'not-streamed' && !streamed) return [];
  return [
    standing(tools, {
      pointer: '/toolConfig',
      sentence: `This model doesn't support tool use${streamed ? ' in streaming mode' : ''}.`,
      why:
        tools.is === 'none'
          ? 'The model calls no tools on Bedrock.'
          : 'The model calls tools only where the answer is not streamed.',
      fixes: [{ kind: 'drop', pointer: '/toolConfig' }],
    }),
  ];
};

const choiceOf = ({ toolConfig }: JsonObject): string | undefined => {
  const choice = isObject(toolConfig ?? null) ? ((toolConfig as JsonObject).toolChoice ?? null) : null;
  return isObject(choice) ? Object.keys(choice)[0] : undefined;
};

const toolChoice: Check = (body, { row }) => {
  const choices = row.toolChoice;
  const given = choiceOf(body);
  if (!choices || given === undefined || choices.is.some((kind) => kind === given)) return [];
  const field = `toolConfig.toolChoice.${given}`;
  const pointer = `/toolConfig/toolChoice/${given}`;
  return [
    standing(choices, {
      pointer,
      sentence: lacking(field),
      why: `The model takes ${choices.is.join(', ') || 'no'} choice of tools.`,
      fixes: [{ kind: 'drop', pointer: '/toolConfig/toolChoice' }],
    }),
  ];
};

const strictTools: Check = ({ toolConfig }, { row }) => {
  const strict = row.strictTools;
  const tools = isObject(toolConfig ?? null) ? (toolConfig as JsonObject).tools : undefined;
  if (!strict || strict.is || !isArray(tools ?? null)) return [];
  const at = (tools as readonly Json[]).findIndex(
    (tool) => isObject(tool) && isObject(tool.toolSpec) && tool.toolSpec.strict !== undefined,
  );
  if (at < 0) return [];
  const pointer = `/toolConfig/tools/${at}/toolSpec/strict`;
  return [
    standing(strict, {
      pointer,
      sentence: lacking('strict'),
      why: 'The model does not hold its calls to a schema.',
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** Rules about tools, their schemas and the choice among them. */
export const TOOL_CHECKS: readonly Check[] = [
  about(['toolUse', 'toolResult'], toolsDefined),
  definedTwice,
  toolUse,
  toolSchemas,
  unlessModelDoes(toolChoice),
  unlessModelDoes(strictTools),
];
