import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { plainId } from '../blocks/clean-blocks.ts';
import { withMembers } from '../blocks/edit.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { pythonText } from '../python/repr.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

const SOURCE = 'LiteLLM 1.109 flatten_unencrypted_web_search_results_in_anthropic_messages';

const AS_TEXT = rule({
  id: 'parse.messages.search-results',
  stage: 'parse',
  fate: 'mapped',
  text: 'Search results that Anthropic did not sign go on as text with title, address and snippet.',
  source: SOURCE,
});

const ASKED = rule({
  id: 'parse.messages.search-query',
  stage: 'parse',
  fate: 'consumed',
  text: 'The call of a web search is not sent; its query stands in the text of the results.',
  source: SOURCE,
});

const isText = (value: Json | undefined): boolean => value === undefined || typeof value === 'string';

const LINES: readonly (readonly [string, string])[] = [
  ['title', 'Title'],
  ['url', 'URL'],
  ['snippet', 'Snippet'],
];

const isResult = (item: Json): item is JsonObject =>
  isObject(item) &&
  item.type === 'web_search_result' &&
  [...LINES.map(([key]) => key), 'encrypted_content'].every((key) => isText(item[key]));

const linesOf = (result: JsonObject): string =>
  LINES.flatMap(([key, label]) =>
    isTruthy(result[key]) ? [`${label}: ${pythonText(result[key])}`] : [],
  ).join('\n');

/** What a search found, as text; null where Anthropic signed it or it has another form, as failures have for earlier releases. */
function findings(content: Json | undefined, release: Release): string | null {
  if (isArray(content)) {
    if (!content.every(isResult) || content.some((result) => result.encrypted_content)) return null;
    return content.length === 0 ? 'No results were returned.' : content.map(linesOf).join('\n\n');
  }
  if (!isObject(content) || content.type !== 'web_search_tool_result_error' || !isText(content.error_code))
    return null;
  if (!has(release, 'search-failures-as-text')) return null;
  return `Search failed: ${isTruthy(content.error_code) ? pythonText(content.error_code) : 'unavailable'}`;
}

/** The id of the call that a block of search results answers, and the results as text. */
function answerOf(block: Json, release: Release): { readonly id: string; readonly text: string } | null {
  if (!isObject(block) || block.type !== 'web_search_tool_result') return null;
  const { tool_use_id: id, content } = block;
  const text = typeof id === 'string' ? findings(content, release) : null;
  return typeof id === 'string' && text !== null ? { id, text } : null;
}

/** Id and query of a block that calls a tool of Anthropic's own. */
function callOf(block: Json): { readonly id: string; readonly query: string } | null {
  if (!isObject(block) || block.type !== 'server_tool_use' || typeof block.id !== 'string') return null;
  const { input = {} } = block;
  if (!isObject(input) || !isText(input.query)) return null;
  return { id: plainId(block.id), query: typeof input.query === 'string' ? input.query : '' };
}

function withText(message: JsonObject, at: Pointer, release: Release, trace: Trace): JsonObject {
  const { content } = message;
  if (!isArray(content)) return message;
  const answers = content.map((block) => answerOf(block, release));
  const answered = new Set(answers.flatMap((answer) => answer?.id ?? []));
  if (answered.size === 0) return message;
  const calls = content.map(callOf);
  const queries = new Map(calls.flatMap((call) => (call ? [[call.id, call.query]] : [])));
  const place = child(at, 'content');
  const blocks: Json[] = trace.whole([], place, AS_TEXT);
  content.forEach((block, i) => {
    const from = child(place, i);
    const [answer, call] = [answers[i], calls[i]];
    if (call && answered.has(call.id)) {
      trace.note(from, ASKED);
      return;
    }
    trace.member(blocks, blocks.length, from, AS_TEXT);
    if (!answer) {
      blocks.push(block);
      return;
    }
    const query = queries.get(answer.id);
    const head = query ? `Web search results for '${query}':` : 'Web search results:';
    const text = answer.text === '' ? head : `${head}\n\n${answer.text}`;
    blocks.push(trace.whole({ type: 'text', text }, from, AS_TEXT));
  });
  return withMembers(trace, { value: message, at }, { content: blocks });
}

/**
 * The request with replayed results of web searches as text, unless they carry the signature that
 * only Anthropic's own search gives (since 1.97); failures of a search as text since 1.103.
 */
export function withSearchesAsText(request: JsonObject, release: Release, trace: Trace): JsonObject {
  const { messages } = request;
  if (!isArray(messages)) return request;
  const edited = messages.map((message, i) =>
    isObject(message) ? withText(message, child('/messages', i), release, trace) : message,
  );
  return edited.some((message, i) => message !== messages[i]) ? { ...request, messages: edited } : request;
}
