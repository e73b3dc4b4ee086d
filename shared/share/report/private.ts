import type { PrivateKind } from '../../contract/share.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { parseJson } from '../../json/parse.ts';

/** A private value in a text: the range `[from, to)` in UTF-16 units. */
export interface PrivateSpot {
  readonly kind: PrivateKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Hosts that everybody knows: they tell nothing about who makes the report. Of AWS those of a service and a region; a
 * bucket, an endpoint in somebody's VPC or a load balancer has its owner's name before them.
 */
const PUBLIC_HOST =
  /^(?:bedrock(?:-[a-z]+)*|sts|iam|s3|logs|monitoring)(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$|(?:^|\.)(?:aws\.amazon\.com|github\.com|githubusercontent\.com|openai\.com|anthropic\.com|claude\.com|litellm\.ai|cohere\.com|mistral\.ai|python\.org|pydantic\.dev|wikipedia\.org|example\.(?:com|org|net)|json-schema\.org|w3\.org)$|^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/i;

/** Whether base64 of this length may stand in a text: a run has one of its characters at each of these places. */
function mayHoldRun(text: string, length: number): boolean {
  for (let at = length - 1; at < text.length; at += length) {
    let [from, to] = [at, at];
    while (to - from < length && isBase64(text.charCodeAt(to))) to++;
    while (to > at && to - from < length && isBase64(text.charCodeAt(from - 1))) from--;
    if (to - from >= length) return true;
  }
  return false;
}

const isBase64 = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43;

const INNER = /\.(?:internal|local|corp|lan|intranet)\b/iy;

/** Whether a name ends as those of inner networks do: dots are few, and found faster than any of several words. */
function holdsInnerHost(text: string): boolean {
  for (let at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
    INNER.lastIndex = at;
    if (INNER.test(text)) return true;
  }
  return false;
}

/** Characters of base64 that are taken for a picture or a document. */
const SHORTEST_DATA = 160;

/** A form in which private values stand. */
interface Form {
  readonly kind: PrivateKind;
  /** Whether any may stand in a text: told much faster than by looking for them. */
  readonly mayStand: (text: string) => boolean;
  readonly form: RegExp;
}

const FORMS: readonly Form[] = [
  // Of an address the host alone; what stands before it (a name, a password) is a secret and told by redaction.
  {
    kind: 'host',
    mayStand: (text) => text.includes('://'),
    form: /(?<=\bhttps?:\/\/)(?:[^\s/@"'\\<>]{1,256}@)?([A-Za-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?/gi,
  },
  {
    kind: 'host',
    mayStand: holdsInnerHost,
    form: /\b(?:[a-z0-9-]{1,63}\.){1,8}(?:internal|local|corp|lan|intranet)\b(?::\d{1,5})?/gi,
  },
  {
    kind: 'host',
    mayStand: (text) => text.includes('10.') || text.includes('192.168.') || text.includes('172.'),
    form: /(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\d.])(?::\d{1,5})?/g,
  },
  // Named by its member: of a bucket, of a log.
  {
    kind: 'account',
    mayStand: (text) =>
      text.includes('ccountId') || text.includes('ccount_id') || text.includes('bucketOwner'),
    form: /(?<=\b(?:bucketOwner|accountId|account_id|AccountId)\\{0,3}["'] {0,2}[:=] {0,2}\\{0,3}["'])\d{12}(?!\d)/g,
  },
  {
    kind: 'account',
    mayStand: (text) => text.includes('arn:aws'),
    form: /(?<=\barn:aws[a-z-]{0,20}:[a-z0-9-]{0,40}:[a-z0-9-]{0,30}:)\d{12}(?=:)/g,
  },
  // … as they stand in the path of a URL.
  {
    kind: 'account',
    mayStand: (text) => text.includes('%') && /arn%3Aaws/i.test(text),
    form: /(?<=\barn%3Aaws[a-z-]{0,20}%3A[a-z0-9-]{0,40}%3A[a-z0-9-]{0,30}%3A)\d{12}(?=%3A)/gi,
  },
  {
    kind: 'email',
    mayStand: (text) => text.includes('@'),
    form: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g,
  },
  // Base64 of pictures and documents.
  {
    kind: 'data',
    mayStand: (text) => mayHoldRun(text, SHORTEST_DATA),
    form: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{160,}={0,2}/g,
  },
];

const hostOf = (text: string): string => text.replace(/^.*@/, '').replace(/:\d+$/, '');

/** Private values in a text, in order and without overlaps; linear in the text. */
export function findPrivate(text: string): readonly PrivateSpot[] {
  const found = FORMS.flatMap(({ kind, mayStand, form }) =>
    mayStand(text)
      ? [...text.matchAll(form)].map(
          ({ 0: value, index }): PrivateSpot => ({ kind, from: index, to: index + value.length }),
        )
      : [],
  ).filter(({ kind, from, to }) => kind !== 'host' || !PUBLIC_HOST.test(hostOf(text.slice(from, to))));
  return found
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(
      (spot, i, all) =>
        i === 0 || spot.from >= Math.max(...all.slice(Math.max(0, i - 8), i).map(({ to }) => to)),
    );
}

/** Texts of a request that somebody wrote: what is said in messages, and how tools are described. */
export interface Written {
  readonly messages: readonly string[];
  readonly tools: readonly string[];
}

/** Shorter texts would be found everywhere. */
const SHORTEST = 3;
/** More of them are more than a report quotes. */
const MOST = 2_000;

/** Strings below `value` that stand under one of these names. */
function under(value: Json | undefined, names: ReadonlySet<string>, named: boolean, into: Set<string>): void {
  if (into.size >= MOST) return;
  if (typeof value === 'string' && named && value.length >= SHORTEST) into.add(value);
  if (isArray(value)) for (const item of value) under(item, names, named, into);
  if (isObject(value))
    for (const [key, item] of Object.entries(value)) under(item, names, names.has(key), into);
}

const SAID = new Set(['content', 'text', 'system', 'prompt', 'inputText', 'message', 'input']);
const DESCRIBED = new Set(['description']);

/** What somebody wrote in a request. */
export function writtenIn(request: Json): Written {
  const [messages, tools] = [new Set<string>(), new Set<string>()];
  if (isObject(request))
    for (const [key, value] of Object.entries(request)) {
      if (/^(?:tools|functions|toolConfig)$/.test(key)) under(value, DESCRIBED, false, tools);
      else under(value, SAID, SAID.has(key), messages);
    }
  return { messages: [...messages], tools: [...tools] };
}

/** What somebody wrote in any of these bodies; one that is no JSON counts as said in whole. */
export function writtenInAll(bodies: readonly string[]): Written {
  const all = bodies.map((body): Written => {
    try {
      return writtenIn(parseJson(body));
    } catch {
      return { messages: body.length < SHORTEST ? [] : [body], tools: [] };
    }
  });
  return {
    messages: [...new Set(all.flatMap(({ messages }) => messages))].slice(0, MOST),
    tools: [...new Set(all.flatMap(({ tools }) => tools))].slice(0, MOST),
  };
}
