import { isArray, isObject, type Json } from '../../json/json.ts';
import { compactDumps } from '../python/json.ts';

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/**
 * The texts of a tool message's `search_results`, one behind the other, as LiteLLM from 1.90 on counts them among
 * what the message says.
 */
export function searchText(results: Json | undefined): string {
  if (!isArray(results)) return '';
  return results
    .filter(isObject)
    .map(({ source, title, content, citations }) => {
      const texts = isArray(content)
        ? content.map((block) => (isObject(block) ? textOf(block.text) : ''))
        : [];
      const cited = (citations ?? null) === null ? '' : compactDumps(citations as Json);
      return [textOf(source), textOf(title), ...texts, cited].join('');
    })
    .join('');
}
