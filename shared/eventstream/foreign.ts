import { parseJson } from '../json/parse.ts';

/** What stands where event-stream frames should be, and the message found in it. */
export interface ForeignContent {
  readonly kind: 'json' | 'sse' | 'html' | 'text';
  /** The message inside, as far as one can be read; otherwise the beginning of the text. */
  readonly message: string;
}

/** How much of an answer is looked at, bytes: a message stands near its beginning. */
export const FOREIGN_WINDOW = 64 * 1024;

const EXCERPT = 300;
const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

/** No error answer on record nests its message deeper. */
const DEEPEST = 8;

const messageOf = (value: unknown, depth = 0): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
  const fields = value as Record<string, unknown>;
  return messageOf(fields.message ?? fields.Message ?? fields.error ?? fields.detail ?? null, depth + 1);
};

const readJson = (text: string): string | null => {
  try {
    return messageOf(parseJson(text));
  } catch {
    return /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(text)?.[1] ?? null;
  }
};

/** What stands between the first `<tag …>` and the next `<`; null where the tag is not closed in this text. */
function insideOf(tag: string, html: string, lower: string): string | null {
  const start = lower.indexOf(`<${tag}`);
  const open = start < 0 ? -1 : html.indexOf('>', start);
  const end = open < 0 ? -1 : html.indexOf('<', open);
  return end < 0 || !lower.startsWith(`</${tag}>`, end) ? null : html.slice(open + 1, end);
}

/** The text without its tags. It is walked by hand: a pattern starts anew at every `<` that is never closed. */
function withoutTags(html: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    const close = html.indexOf('>', open);
    if (close < 0) break;
    parts.push(html.slice(at, open));
    at = close + 1;
  }
  return [...parts, html.slice(at)].join(' ');
}

const readHtml = (html: string): string => {
  const lower = html.toLowerCase();
  const inner = insideOf('title', html, lower) ?? insideOf('h1', html, lower) ?? withoutTags(html);
  return inner.replace(/\s+/g, ' ').trim();
};

const readSse = (text: string): string => {
  const data = [...text.matchAll(/^data:[ \t]?(.*)$/gm)].map((match) => match[1] as string);
  const told = data.map(readJson).find((message) => message !== null);
  return told ?? data[0] ?? text;
};

/**
 * Recognises text where a binary prelude should be: a JSON error, server-sent events, an HTML
 * page of a proxy, other text. Returns null for bytes that look binary. The first bytes of a
 * genuine frame are a length below 25 MB, so its first byte is 0 or 1 and never text. Only the
 * first {@link FOREIGN_WINDOW} bytes count, and the time is linear in them.
 */
export function recogniseForeign(bytes: Uint8Array): ForeignContent | null {
  if (bytes.length === 0 || (bytes[0] as number) < 9) return null;
  let text: string;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    text = decoder.decode(bytes.subarray(0, FOREIGN_WINDOW), { stream: true });
  } catch {
    return null;
  }
  const start = text.trimStart();
  if (/^[{[]/.test(start)) return { kind: 'json', message: excerpt(readJson(start) ?? start) };
  if (/^(event|data|id|retry)?:/.test(start)) return { kind: 'sse', message: excerpt(readSse(start)) };
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start))
    return { kind: 'html', message: excerpt(readHtml(start)) };
  return /^[\t\n\r\x20-\x7e\u00a0-\uffff]*$/.test(start) ? { kind: 'text', message: excerpt(start) } : null;
}
