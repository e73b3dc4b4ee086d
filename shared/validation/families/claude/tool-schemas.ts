import { quoted } from '../../evidence.ts';
import { OWN_WORDS, THROUGH_GATEWAY } from '../../models/capabilities/claude-measured.ts';
import { anything, closed, flag, list, oneOf, open, text } from '../../schema/build.ts';
import type { Schema } from '../../schema/schema.ts';
import { type Marks, marksOf } from './blocks.ts';
import type { ClaudeFeatures } from './features.ts';

const REPORTED_NAME_RULE =
  'Anthropic tool name rule; the same pattern sentence is reported for Claude on Bedrock';

const customTool = (marks: Marks, eager: boolean): Schema =>
  closed(
    {
      type: text(),
      name: text({ minLength: 1, pattern: '^[a-zA-Z0-9_-]{1,128}$', source: REPORTED_NAME_RULE }),
      description: text(),
      input_schema: open(
        { type: oneOf(['object']) },
        { required: ['type'], saysNow: { type: 'Input does not match the expected shape.' } },
      ),
      ...marks,
      strict: flag(),
      defer_loading: flag(),
      allowed_callers: list(text()),
      input_examples: list(open()),
      ...(eager ? { eager_input_streaming: { type: ['boolean', 'null'] } as const } : {}),
    },
    { required: ['name', 'input_schema'] },
  );

/** What any tool may say of itself beside its definition. */
const COMMON_OPTIONS = [
  'allowed_callers',
  'defer_loading',
  'eager_input_streaming',
  'input_examples',
  'strict',
] as const;

const typed = open({ type: text(), name: text() }, { required: ['type'] });

/** The name that a tool of Anthropic's own has; others say nothing of it. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^bash_/, 'bash'],
  [/^text_editor_2024|^text_editor_20250124/, 'str_replace_editor'],
  [/^text_editor_/, 'str_replace_based_edit_tool'],
  [/^computer_20/, 'computer'],
  [/^memory_/, 'memory'],
];

/** Options of single tools of Anthropic's own. */
const OPTIONS = [
  'display_height_px',
  'display_number',
  'display_width_px',
  'enable_zoom',
  'max_characters',
] as const;

function ownTool(type: string, marks: Marks): Schema {
  const name = NAMES.find(([types]) => types.test(type))?.[1];
  if (name === undefined) return typed;
  return closed(
    {
      type: text(),
      name: oneOf([name], { source: [OWN_WORDS] }),
      ...marks,
      ...Object.fromEntries([...COMMON_OPTIONS, ...OPTIONS].map((key) => [key, anything])),
    },
    { required: ['type', 'name'], source: [OWN_WORDS] },
  );
}

/** Tools of Anthropic's own that are taken where their beta is on, or where no answer says otherwise; their types begin so. */
const beyond = ({ unlocked, toolsByName }: ClaudeFeatures): readonly string[] => [
  ...toolsByName,
  ...(unlocked.some((type) => type.startsWith('computer_')) ? ['computer_'] : []),
  'memory_',
  'tool_search_tool_',
];

export const tool = (features: ClaudeFeatures): Schema => ({
  type: 'object',
  source: [
    quoted('anthropics/claude-quickstarts', 251, '2025-04-12'),
    quoted('BerriAI/litellm', 14623, '2025-09'),
    THROUGH_GATEWAY,
  ],
  tagged: {
    by: 'type',
    fallback: 'custom',
    inPath: true,
    variants: Object.fromEntries(
      [...features.ownTools, ...features.unlocked, 'custom']
        .sort()
        .map((type) => [
          type,
          type === 'custom'
            ? customTool(marksOf(features), features.eagerStreaming)
            : ownTool(type, marksOf(features)),
        ]),
    ),
    prefixes: Object.fromEntries(beyond(features).map((prefix) => [prefix, typed])),
  },
});

const oneAtATime = { disable_parallel_tool_use: flag() };

export const toolChoice = ({ noneChoice }: ClaudeFeatures): Schema => ({
  type: 'object',
  tagged: {
    by: 'type',
    inPath: true,
    variants: {
      auto: closed({ type: text(), ...oneAtATime }),
      any: closed({ type: text(), ...oneAtATime }),
      tool: closed({ type: text(), name: text(), ...oneAtATime }, { required: ['name'] }),
      ...(noneChoice ? { none: closed({ type: text() }) } : {}),
    },
  },
});
