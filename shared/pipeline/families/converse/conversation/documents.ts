import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { built } from '../rules.ts';
import type { ConverseMessage } from './converse-message.ts';

const RENAMED = built(
  'document-name-repeated',
  'added',
  'The same document stands in the conversation twice; Bedrock wants different names, so the later one gets a number.',
  'LiteLLM 1.90 factory',
);
const PLACEHOLDER = built(
  'document-needs-text',
  'added',
  'Bedrock wants a text beside a document; LiteLLM adds a full stop.',
  'LiteLLM 1.109 factory',
);

const nameOf = ({ document }: JsonObject): string | null =>
  isObject(document) && typeof document.name === 'string' && document.name !== '' ? document.name : null;

function renamed(block: JsonObject, name: string, trace: Trace): JsonObject {
  const document = block.document as JsonObject;
  const inner = trace.inherit({ ...document, name }, document);
  trace.member(inner, 'name', null, RENAMED);
  return trace.inherit({ ...block, document: inner }, block);
}

/** Gives later documents of the same name a number: `_2`, `_3` … (since 1.90). */
export function withDistinctDocumentNames(
  messages: readonly ConverseMessage[],
  trace: Trace,
): readonly ConverseMessage[] {
  const used = new Set<string>();
  for (const { content } of messages) {
    for (const block of content) {
      const name = nameOf(block);
      if (name !== null) used.add(name);
    }
  }
  if (used.size === 0) return messages;
  const counts = new Map<string, number>();
  const rename = (block: JsonObject): JsonObject => {
    const name = nameOf(block);
    if (name === null) return block;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count === 1) return block;
    let suffix = count;
    while (used.has(`${name}_${suffix}`)) suffix++;
    used.add(`${name}_${suffix}`);
    return renamed(block, `${name}_${suffix}`, trace);
  };
  return messages.map((message) => ({ ...message, content: message.content.map(rename) }));
}

/** Adds a text to user messages that hold documents only, in front of a last cache point (since 1.98). */
export function withTextBesideDocuments(
  messages: readonly ConverseMessage[],
  trace: Trace,
): readonly ConverseMessage[] {
  return messages.map((message) => {
    const { role, content } = message;
    const lone =
      role === 'user' && content.some((one) => 'document' in one) && !content.some((one) => 'text' in one);
    if (!lone) return message;
    const last = content[content.length - 1] as Record<string, Json>;
    const cut = 'cachePoint' in last ? content.length - 1 : content.length;
    const placeholder = trace.whole({ text: '.' }, null, PLACEHOLDER);
    return { ...message, content: [...content.slice(0, cut), placeholder, ...content.slice(cut)] };
  });
}
