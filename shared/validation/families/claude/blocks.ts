import { recorded } from '../../evidence.ts';
import { NO_CACHING } from '../../models/capabilities/claude-evidence.ts';
import { FIRMS_LIST, OWN_WORDS } from '../../models/capabilities/claude-measured.ts';
import { anything, closed, flag, list, oneOf, open, text } from '../../schema/build.ts';
import type { Schema } from '../../schema/schema.ts';
import type { ClaudeFeatures } from './features.ts';

/** The mark of a cached prefix, where the generation has caching; `ttl` where it knows more than one. */
export type Marks = Readonly<Record<string, Schema>>;

// How these models answer a mark on invoke is not on record; on Converse they answer with 403.
const UNCACHED: Schema = {
  not: {},
  unconfirmed: ['not'],
  says: { not: 'Extra inputs are not permitted' },
  source: [...NO_CACHING],
  why: 'The model has no prompt caching on Bedrock.',
};

export const marksOf = ({ caching, ttl }: ClaudeFeatures): Marks =>
  caching
    ? {
        cache_control: {
          type: ['object', 'null'],
          tagged: {
            by: 'type',
            inPath: true,
            variants: {
              ephemeral: closed(
                { type: text(), ...(ttl.includes('1h') ? { ttl: oneOf(ttl) } : {}) },
                { required: ['type'] },
              ),
            },
          },
        },
      }
    : { cache_control: UNCACHED };
const citations = open();

const textBlock = (marks: Marks, cites = true): Schema =>
  closed(
    { type: oneOf(['text']), text: text(), ...marks, ...(cites ? { citations: anything } : {}) },
    { required: ['type', 'text'], source: 'claude-code #146 (messages.0.content.0.text.citations)' },
  );

const bytesOf = (mediaTypes: readonly string[]): Schema =>
  closed(
    { type: text(), media_type: oneOf(mediaTypes), data: text() },
    { required: ['type', 'media_type', 'data'], source: [FIRMS_LIST] },
  );
const IMAGE = bytesOf(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
const PDF = bytesOf(['application/pdf']);
const TEXT = bytesOf(['text/plain']);
const imageBlock = (marks: Marks): Schema =>
  closed(
    {
      type: text(),
      source: {
        type: 'object',
        tagged: {
          by: 'type',
          inPath: true,
          variants: { base64: IMAGE },
          says: { url: { at: 'base64.data', words: 'URL sources are not supported' } },
        },
        source: [
          recorded(
            'posit-dev/chatlas',
            'tests/_vcr/test_provider_bedrock/test_anthropic_images.yaml',
            '2025-12-31',
          ),
        ],
      },
      ...marks,
    },
    { required: ['type', 'source'] },
  );
const documentBlock = (marks: Marks): Schema =>
  closed(
    {
      type: text(),
      source: {
        type: 'object',
        tagged: {
          by: 'type',
          inPath: true,
          variants: {
            base64: PDF,
            content: open({ type: text(), content: anything }, { required: ['type', 'content'] }),
            text: TEXT,
          },
        },
        source: 'strands #3610 (document.source.type); LiteLLM turns URL documents into base64 for invoke',
      },
      title: { type: ['string', 'null'] },
      context: { type: ['string', 'null'] },
      citations: { ...citations, type: ['object', 'null'] },
      ...marks,
    },
    { required: ['type', 'source'] },
  );
const searchResultBlock = (marks: Marks): Schema =>
  closed(
    {
      type: text(),
      source: text(),
      title: text(),
      content: list(textBlock(marks)),
      citations,
      ...marks,
    },
    { required: ['type', 'source', 'title', 'content'] },
  );

const resultBlock = (marks: Marks): Schema => ({
  type: 'object',
  tagged: {
    by: 'type',
    inPath: true,
    variants: {
      document: documentBlock(marks),
      image: imageBlock(marks),
      search_result: searchResultBlock(marks),
      text: textBlock(marks),
      tool_reference: open({ type: text() }),
    },
  },
});

const callId = text({ pattern: '^[a-zA-Z0-9_-]+$', source: [OWN_WORDS] });

/** Blocks of server-side tools: whether Bedrock takes them is not on record, so nothing is checked. */
const SERVER_SIDE = [
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'container_upload',
  'mcp_tool_use',
  'mcp_tool_result',
  'compaction',
] as const;

/** One content block of a message; the path names its type. */
const contentBlock = (
  marks: Marks,
  { citations: cites, documents: read, bodySchema }: ClaudeFeatures,
  // A JSON schema before the model does not look into blocks; what they are the model itself says.
  documents = read || bodySchema !== null,
): Schema => ({
  type: 'object',
  source: 'claude-code #4378 (messages.65.content.1.tool_use.text); Anthropic SDK 2.11 request types',
  tagged: {
    by: 'type',
    inPath: true,
    prefixes: documents ? Object.fromEntries(SERVER_SIDE.map((type) => [type, open()])) : {},
    variants: {
      // Sentences list them in this order, since there are documents.
      ...(documents
        ? {
            document: documentBlock(marks),
            image: imageBlock(marks),
            redacted_thinking: closed({ type: text(), data: text() }, { required: ['type', 'data'] }),
            search_result: searchResultBlock(marks),
            server_tool_use: open({
              id: text({ pattern: '^srvtoolu_[a-zA-Z0-9_]+$', source: [OWN_WORDS] }),
            }),
            text: textBlock(marks, cites),
            thinking: closed(
              { type: text(), thinking: text(), signature: text() },
              { required: ['type', 'thinking', 'signature'] },
            ),
          }
        : { text: textBlock(marks, cites), image: imageBlock(marks) }),
      tool_use: closed(
        {
          type: text(),
          id: callId,
          name: text({ minLength: 1, maxLength: 200, source: [OWN_WORDS] }),
          input: open(),
          ...marks,
          caller: anything,
        },
        { required: ['type', 'id', 'name', 'input'] },
      ),
      tool_result: closed(
        {
          type: text(),
          tool_use_id: callId,
          content: { type: ['string', 'array'], items: resultBlock(marks) },
          is_error: flag(),
          ...marks,
        },
        { required: ['type', 'tool_use_id'] },
      ),
      ...(documents ? { web_search_tool_result: open() } : {}),
    },
  },
});

const NO_SYSTEM_ROLE =
  'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.';

const NAMED_SYSTEM_ROLE = "role 'system' is not supported on this model";

export const message = (features: ClaudeFeatures): Schema =>
  closed(
    {
      role: {
        ...oneOf(['user', 'assistant', ...(features.systemInMessages === true ? ['system'] : [])]),
        instead: { system: features.systemInMessages === false ? NO_SYSTEM_ROLE : NAMED_SYSTEM_ROLE },
        insteadOfOthers: 'messages: Unexpected role "VALUE". Allowed roles are "user" or "assistant"',
      },
      content: { type: ['string', 'array'], items: contentBlock(marksOf(features), features) },
    },
    { required: ['role', 'content'], saysNow: { type: 'Input should be an object' } },
  );

/** System text; these blocks have one type only, so paths do not name it. */
export const system = (features: ClaudeFeatures): Schema => ({
  type: ['string', 'array'],
  items: textBlock(marksOf(features)),
});
