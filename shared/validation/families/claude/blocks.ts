import type { ThinkingKind } from '../../models/capabilities/capability.ts';
import { anything, closed, flag, integer, list, oneOf, open, text } from '../../schema/build.ts';
import type { Schema } from '../../schema/schema.ts';

const REPORTED_NAME_RULE =
  'Anthropic tool name rule; the same pattern sentence is reported for Claude on Bedrock';

const cacheControl: Schema = {
  type: ['object', 'null'],
  tagged: {
    by: 'type',
    inPath: true,
    variants: { ephemeral: closed({ type: text(), ttl: oneOf(['5m', '1h']) }, { required: ['type'] }) },
  },
};
const citations = open();

const textBlock = closed(
  { type: oneOf(['text']), text: text(), cache_control: cacheControl, citations: anything },
  { required: ['type', 'text'] },
);

const base64Source = closed(
  { type: text(), media_type: text(), data: text() },
  { required: ['type', 'media_type', 'data'] },
);
const imageBlock = closed(
  {
    type: text(),
    source: {
      type: 'object',
      tagged: { by: 'type', inPath: true, variants: { base64: base64Source } },
      source: 'LiteLLM turns URL sources into base64 for the invoke route, because Bedrock refuses them',
    },
    cache_control: cacheControl,
  },
  { required: ['type', 'source'] },
);
const documentBlock = closed(
  {
    type: text(),
    source: {
      type: 'object',
      tagged: {
        by: 'type',
        inPath: true,
        variants: {
          base64: base64Source,
          content: open({ type: text(), content: anything }, { required: ['type', 'content'] }),
          text: base64Source,
        },
      },
      source: 'strands #3610 (document.source.type); LiteLLM turns URL documents into base64 for invoke',
    },
    title: { type: ['string', 'null'] },
    context: { type: ['string', 'null'] },
    citations: { ...citations, type: ['object', 'null'] },
    cache_control: cacheControl,
  },
  { required: ['type', 'source'] },
);
const searchResultBlock = closed(
  {
    type: text(),
    source: text(),
    title: text(),
    content: list(textBlock),
    citations,
    cache_control: cacheControl,
  },
  { required: ['type', 'source', 'title', 'content'] },
);

const resultBlock: Schema = {
  type: 'object',
  tagged: {
    by: 'type',
    inPath: true,
    variants: {
      text: textBlock,
      image: imageBlock,
      document: documentBlock,
      search_result: searchResultBlock,
      tool_reference: open({ type: text() }),
    },
  },
};

/** One content block of a message; the path names its type. */
const contentBlock: Schema = {
  type: 'object',
  source: 'claude-code #4378 (messages.65.content.1.tool_use.text); Anthropic SDK 2.11 request types',
  tagged: {
    by: 'type',
    inPath: true,
    variants: {
      text: textBlock,
      image: imageBlock,
      document: documentBlock,
      search_result: searchResultBlock,
      tool_use: closed(
        {
          type: text(),
          id: text(),
          name: text(),
          input: open(),
          cache_control: cacheControl,
          caller: anything,
        },
        { required: ['type', 'id', 'name', 'input'] },
      ),
      tool_result: closed(
        {
          type: text(),
          tool_use_id: text(),
          content: { type: ['string', 'array'], items: resultBlock },
          is_error: flag(),
          cache_control: cacheControl,
        },
        { required: ['type', 'tool_use_id'] },
      ),
      thinking: closed(
        { type: text(), thinking: text(), signature: text() },
        { required: ['type', 'thinking', 'signature'] },
      ),
      redacted_thinking: closed({ type: text(), data: text() }, { required: ['type', 'data'] }),
      // Blocks of server-side tools; whether Bedrock takes them is not on record, so nothing is checked.
      server_tool_use: open(),
      web_search_tool_result: open(),
      web_fetch_tool_result: open(),
      code_execution_tool_result: open(),
      bash_code_execution_tool_result: open(),
      text_editor_code_execution_tool_result: open(),
      tool_search_tool_result: open(),
      container_upload: open(),
      mcp_tool_use: open(),
      mcp_tool_result: open(),
      compaction: open(),
    },
  },
};

export const message = closed(
  {
    role: oneOf(['user', 'assistant']),
    content: { type: ['string', 'array'], items: contentBlock },
  },
  { required: ['role', 'content'] },
);

/** System text; these blocks have one type only, so paths do not name it. */
export const system: Schema = { type: ['string', 'array', 'null'], items: textBlock };

const customTool = closed(
  {
    type: text(),
    name: text({ pattern: '^[a-zA-Z0-9_-]{1,128}$', source: REPORTED_NAME_RULE }),
    description: text(),
    input_schema: open({ type: oneOf(['object']) }, { required: ['type'] }),
    cache_control: cacheControl,
    strict: flag(),
    defer_loading: flag(),
    allowed_callers: list(text()),
    input_examples: list(open()),
  },
  { required: ['name', 'input_schema'] },
);

const typed = open({ type: text(), name: text() }, { required: ['type'] });

export const tool: Schema = {
  type: 'object',
  source: 'AWS page on Claude messages; LiteLLM strips the `custom` wrapper and `eager_input_streaming`',
  tagged: {
    by: 'type',
    fallback: 'custom',
    inPath: true,
    variants: { custom: customTool },
    prefixes: {
      bash_: typed,
      text_editor_: typed,
      computer_: typed,
      memory_: typed,
      tool_search_tool_: typed,
      web_search_: typed,
      web_fetch_: typed,
      code_execution_: typed,
      mcp_toolset: typed,
    },
  },
};

const oneAtATime = { disable_parallel_tool_use: flag() };

export const toolChoice: Schema = {
  type: ['object', 'null'],
  tagged: {
    by: 'type',
    inPath: true,
    variants: {
      auto: closed({ type: text(), ...oneAtATime }),
      any: closed({ type: text(), ...oneAtATime }),
      tool: closed({ type: text(), name: text(), ...oneAtATime }, { required: ['name'] }),
      none: closed({ type: text() }),
    },
  },
};

const shown = { display: anything };
const ALL_KINDS = ['adaptive', 'between_tools', 'disabled', 'enabled'] as const;
const THINKING_KINDS: Readonly<Record<ThinkingKind, Schema>> = {
  adaptive: closed({ type: text(), ...shown, block_binding: anything }),
  between_tools: closed({ type: text(), ...shown, block_binding: anything }),
  disabled: closed({ type: text() }),
  enabled: closed(
    { type: text(), budget_tokens: integer({ minimum: 1024 }), ...shown },
    { required: ['budget_tokens'] },
  ),
};

/** Kinds that are read before a model refuses them by name: all of old from the first that is adaptive. */
const readable = (kinds: readonly ThinkingKind[]): readonly ThinkingKind[] =>
  kinds.includes('adaptive')
    ? ALL_KINDS.filter((kind) => kind !== 'between_tools' || kinds.includes(kind))
    : kinds;

/** What `thinking` may be for a generation that takes these kinds, in the order the service lists them. */
export const thinking = (kinds: readonly ThinkingKind[]): Schema => ({
  type: ['object', 'null'],
  source: 'claudecoder PR #5 and LibreChat #8346 (thinking.enabled.budget_tokens); Anthropic SDK 2.11 types',
  tagged: {
    by: 'type',
    inPath: true,
    variants: Object.fromEntries(readable(kinds).map((kind) => [kind, THINKING_KINDS[kind]])),
  },
});
