import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { documented, quoted } from '../../../evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { about, betasOf, blocksOf, docsOn, found, messagesOf, toolsOf } from './found.ts';
import { breaksDraft } from './json-schema.ts';
import { CHOICE_CHECKS } from './tool-choice.ts';
import { DEFINITION_CHECKS } from './tool-definitions.ts';
import { missingResults, singleResults, strayResults } from './tool-results.ts';

function repeated(ids: readonly Json[]): readonly number[] {
  const seen = new Set<Json>();
  return ids.flatMap((id, i) => {
    if (id !== null && seen.has(id)) return [i];
    seen.add(id);
    return [];
  });
}

const uniqueCalls: Check = (body) => {
  const calls = messagesOf(body).flatMap((message, i) =>
    blocksOf(message).flatMap((block, j) =>
      block.type === 'tool_use' ? [{ id: block.id ?? null, i, j }] : [],
    ),
  );
  return repeated(calls.map(({ id }) => id)).flatMap((at) => {
    const call = calls[at];
    if (!call) return [];
    return [
      found({
        pointer: `/messages/${call.i}/content/${call.j}/id`,
        sentence: `messages.${call.i}.content.${call.j}: \`tool_use\` ids must be unique`,
        why: 'Two calls of a conversation share an id.',
        source: [
          quoted('anthropics/claude-code', 20901, '2026-01-26'),
          quoted('musistudio/claude-code-router', 599, '2025-08-15'),
        ],
      }),
    ];
  });
};

/** Calls are the assistant's, results the user's. */
const ROLES = [
  { type: 'tool_use', role: 'assistant' },
  { type: 'tool_result', role: 'user' },
] as const;

const ownTurns: Check = (body) =>
  messagesOf(body).flatMap((message, i): readonly Finding[] => {
    if (message.role !== 'user' && message.role !== 'assistant') return [];
    const blocks = blocksOf(message);
    return ROLES.flatMap(({ type, role }) => {
      const at = message.role === role ? -1 : blocks.findIndex((block) => block.type === type);
      if (at < 0) return [];
      return [
        found({
          pointer: `/messages/${i}/content/${at}`,
          key: 'role',
          sentence: `messages.${i}: \`${type}\` blocks can only be in \`${role}\` messages`,
          why: 'The assistant calls tools, and the user tells what they answered.',
          source: [OWN_WORDS],
        }),
      ];
    });
  });

const uniqueNames: Check = (body) => {
  const names = toolsOf(body).map(({ name }) => name ?? null);
  const [at] = repeated(names);
  if (at === undefined) return [];
  return [
    found({
      pointer: `/tools/${at}/name`,
      sentence: 'tools: Tool names must be unique.',
      why: 'Two tools share a name.',
      source: [quoted('tailcallhq/forgecode', 892, '2025-06')],
      fixes: [{ kind: 'drop', pointer: `/tools/${at}` }],
    }),
  ];
};

const TOOL_SEARCH = documented(
  'Claude docs, "Tool search tool"',
  'https://platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool',
  '2026-03',
);

const COMBINATORS = ['oneOf', 'allOf', 'anyOf'] as const;
const PROPERTY = /^[a-zA-Z0-9_.-]{1,64}$/;
const MOST_PROPERTIES = 500;

const isCustom = ({ type }: JsonObject): boolean => type === undefined || type === null || type === 'custom';
const schemaOf = (tool: JsonObject): JsonObject =>
  isObject(tool.input_schema ?? null) ? (tool.input_schema as JsonObject) : {};

const topLevelCombinators: Check = (body) =>
  toolsOf(body).flatMap((tool, i) => {
    const schema = schemaOf(tool);
    const used = isCustom(tool) ? COMBINATORS.find((key) => Object.hasOwn(schema, key)) : undefined;
    if (used === undefined) return [];
    return [
      found({
        pointer: `/tools/${i}/input_schema/${used}`,
        sentence: `tools.${i}.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`,
        why: 'The input of a tool is one object; alternatives belong into its properties.',
        source: [quoted('trycua/cua', 3303, '2026-08')],
        fixes: [{ kind: 'drop', pointer: `/tools/${i}/input_schema/${used}` }],
      }),
    ];
  });

const draft: Check = (body, { asOf }) =>
  toolsOf(body).flatMap((tool, i) => {
    const at = isCustom(tool) ? breaksDraft(schemaOf(tool)) : undefined;
    if (at === undefined) return [];
    return [
      found({
        pointer: `/tools/${i}/input_schema${at}`,
        sentence: `tools.${i}.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at ${docsOn(asOf).toolUse}.`,
        why: 'A keyword holds what JSON Schema of 2020-12 does not know there, as older drafts did.',
        source: [quoted('acomagu/vscode-as-mcp-server', 6, '2025-05-23')],
      }),
    ];
  });

const propertyNames: Check = (body) =>
  toolsOf(body).flatMap((tool, i) => {
    const { properties } = schemaOf(tool);
    if (!isCustom(tool) || !isObject(properties ?? null)) return [];
    const odd = Object.keys(properties as JsonObject)
      .slice(0, MOST_PROPERTIES)
      .find((name) => !PROPERTY.test(name));
    if (odd === undefined) return [];
    return [
      found({
        pointer: `/tools/${i}/input_schema/properties`,
        key: odd,
        sentence: `tools.${i}.custom.input_schema.properties: Property keys should match pattern '${PROPERTY.source}'`,
        why: `\`${odd}\` is no name that a property may have.`,
        source: [
          quoted(
            'aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws',
            709,
            '2026-08-31',
          ),
        ],
      }),
    ];
  });

interface Gated {
  readonly key: string;
  readonly beta: RegExp;
}
const GATED: readonly Gated[] = [
  { key: 'defer_loading', beta: /^(tool-search-tool|advanced-tool-use)-/ },
  { key: 'input_examples', beta: /^(tool-examples|advanced-tool-use)-/ },
  { key: 'allowed_callers', beta: /^advanced-tool-use-/ },
];

const gatedKeys: Check = (body) => {
  const betas = betasOf(body);
  return toolsOf(body).flatMap((tool, i) =>
    GATED.flatMap(({ key, beta }): readonly Finding[] => {
      if (!isCustom(tool) || !Object.hasOwn(tool, key) || betas.some((given) => beta.test(given))) return [];
      return [
        found({
          pointer: `/tools/${i}/${key}`,
          sentence: `tools.${i}.custom.${key}: Extra inputs are not permitted`,
          why: 'The key is known only to requests that switch its beta on in `anthropic_beta`.',
          source: [quoted('anthropics/claude-code', 82549, '2026-08')],
          fixes: [{ kind: 'drop', pointer: `/tools/${i}/${key}` }],
        }),
      ];
    }),
  );
};

/** Some types are read on newer models, and then refused. */
const refusedTypes: Check = (body, { row }) => {
  const refused = row.toolsByName;
  if (!refused) return [];
  return toolsOf(body).flatMap(({ type }, i) =>
    typeof type === 'string' && refused.is.some((start) => type.startsWith(start))
      ? [
          found({
            pointer: `/tools/${i}`,
            key: 'type',
            sentence: `tool type '${type}' is not supported for this model`,
            why: 'The type is known to the service, and was refused where it was tried with this model.',
            source: refused.evidence,
            fixes: [{ kind: 'drop', pointer: `/tools/${i}` }],
          }),
        ]
      : [],
  );
};

/** What a search for tools found must be defined in the request that brings it back. */
const knownReferences: Check = (body) => {
  const names = new Set(toolsOf(body).map(({ name }) => name ?? null));
  return messagesOf(body).flatMap((message, i) =>
    blocksOf(message).flatMap((block, j) =>
      (block.type === 'tool_result' ? blocksOf(block) : []).flatMap(({ type, tool_name }, k) =>
        type !== 'tool_reference' || typeof tool_name !== 'string' || names.has(tool_name)
          ? []
          : [
              found({
                pointer: `/messages/${i}/content/${j}/content/${k}`,
                key: 'tool_name',
                sentence: `Tool reference '${tool_name}' not found in available tools`,
                why: 'A tool that was found stands among the tools, deferred or not.',
                source: [OWN_WORDS],
                fixes: [{ kind: 'drop', pointer: `/messages/${i}/content/${j}/content/${k}` }],
              }),
            ],
      ),
    ),
  );
};

const allDeferred: Check = (body) => {
  const tools = toolsOf(body);
  if (tools.length === 0 || !tools.every((tool) => tool.defer_loading === true)) return [];
  return [
    found({
      pointer: '/tools',
      sentence: 'At least one tool must have defer_loading=false. All tools cannot be deferred.',
      why: 'The model needs a tool to begin with, such as one that searches for the others.',
      source: [TOOL_SEARCH],
    }),
  ];
};

const noStrict: Check = (body, { row }) => {
  const strict = row.strictTools;
  if (!strict || strict.is) return [];
  return toolsOf(body).flatMap((tool, i) =>
    isCustom(tool) && Object.hasOwn(tool, 'strict')
      ? [
          found({
            pointer: `/tools/${i}/strict`,
            sentence: `tools.${i}.custom.strict: Extra inputs are not permitted`,
            why: 'This generation has no strict tools on Bedrock.',
            source: strict.evidence,
            fixes: [{ kind: 'drop', pointer: `/tools/${i}/strict` }],
          }),
        ]
      : [],
  );
};

/** Rules about tools, their calls and their results. */
export const TOOL_CHECKS: readonly Check[] = [
  ...DEFINITION_CHECKS,
  noStrict,
  gatedKeys,
  topLevelCombinators,
  refusedTypes,
  propertyNames,
  draft,
  uniqueNames,
  allDeferred,
  about(['tool_result'], knownReferences),
  ...CHOICE_CHECKS,
  about(['tool_use', 'tool_result'], ownTurns),
  about(['tool_result'], strayResults),
  about(['tool_result'], singleResults),
  about(['tool_use'], uniqueCalls),
  about(['tool_use'], missingResults),
];
