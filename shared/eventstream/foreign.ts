/** What stands where event-stream frames should be, and the message found in it. */
export interface ForeignContent {
  readonly kind: 'json' | 'sse' | 'html' | 'text';
  /** The message inside, as far as one can be read; otherwise the beginning of the text. */
  readonly message: string;
}

const EXCERPT = 300;
const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

const messageOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Record<string, unknown>;
  return messageOf(fields.message ?? fields.Message ?? fields.error ?? fields.detail ?? null);
};

const readJson = (text: string): string | null => {
  try {
    return messageOf(JSON.parse(text));
  } catch {
    return /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(text)?.[1] ?? null;
  }
};

const readHtml = (text: string): string => {
  const inner = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1] ?? /<h1[^>]*>([^<]*)<\/h1>/i.exec(text)?.[1];
  return (inner ?? text.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
};

const readSse = (text: string): string => {
  const data = [...text.matchAll(/^data:\s?(.*)$/gm)].map((match) => match[1] as string);
  const told = data.map(readJson).find((message) => message !== null);
  return told ?? data[0] ?? text;
};

/**
 * Recognises text where a binary prelude should be: a JSON error, server-sent events, an HTML
 * page of a proxy, other text. Returns null for bytes that look binary. The first bytes of a
 * genuine frame are a length below 25 MB, so its first byte is 0 or 1 and never text.
 */
export function recogniseForeign(bytes: Uint8Array): ForeignContent | null {
  if (bytes.length === 0 || (bytes[0] as number) < 9) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^[{[]/.test(start)) return { kind: 'json', message: excerpt(readJson(start) ?? start) };
  if (/^(event|data|id|retry)?:/.test(start)) return { kind: 'sse', message: excerpt(readSse(start)) };
  if (/^<(!doctype|html|head|body|\?xml)/i.test(start))
    return { kind: 'html', message: excerpt(readHtml(start)) };
  return /^[\t\n\r\x20-\x7e\u00a0-\uffff]*$/.test(start) ? { kind: 'text', message: excerpt(start) } : null;
}
