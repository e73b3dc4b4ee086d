import { isArray, isObject, type Json } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { findAwsSecrets } from './find-aws-secrets.ts';
import { findInBroken } from './find-broken.ts';
import { findInHeaderValue } from './find-header.ts';
import { findMembers } from './find-members.ts';
import { findInOptions } from './find-options.ts';
import { findPatterns } from './find-patterns.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { findInUrls } from './find-urls.ts';
import { type Finding, merged, type SecretKind } from './finding.ts';
import { KnownSecrets } from './known.ts';
import { type Hash, isMark, markFor, markForNumber, saltedHash } from './mark.ts';
import { isReference, secretHeader } from './names.ts';

/** A text without its secrets, and what was taken out of it: places are those of the text as it was, and as it is. */
export interface Redacted {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** What was taken out of a JSON value: the member, the kind, how often. */
export interface JsonFinding {
  readonly pointer: Pointer;
  readonly findings: readonly Finding[];
}

export type Headers = Readonly<Record<string, string>>;

/** What was taken out of headers. */
export interface HeaderFinding {
  readonly header: string;
  readonly kind: SecretKind;
}

/**
 * The one place where secrets are taken out of what is kept, copied, exported or logged. Every secret becomes a
 * mark of its own length (see `markFor`). All of it is linear in the size of the text and leaves a redacted text
 * as it is.
 */
export class Redactor {
  readonly #hash: Hash;
  readonly #known: KnownSecrets;

  /**
   * @param salt random, of this session or store; it must not be kept beside what is redacted with it
   * @param shortest characters of the shortest known value that is looked for, 8 without it
   */
  constructor(salt: string, shortest?: number) {
    this.#known = new KnownSecrets(shortest);
    this.#hash = saltedHash(salt);
  }

  /** Makes values known that are secret wherever they stand; those that are too short are left out. */
  learn(...values: readonly (string | undefined)[]): void {
    this.#known.learn(...values);
  }

  /** UTF-16 units of the longest known value. */
  get longestKnown(): number {
    return this.#known.longest;
  }

  /** Secrets that are known or told by their own form. */
  find(text: string): readonly Finding[] {
    const patterns = findPatterns(text);
    const keyIds = patterns.filter(({ kind }) => kind === 'aws-key-id');
    const found = [
      ...this.#known.find(text),
      ...patterns,
      ...findAwsSecrets(text, keyIds),
      ...findPrivateKeys(text),
      ...findInUrls(text),
    ];
    return merged(found.filter(({ from, to }) => !isKept(text.slice(from, to))));
  }

  /**
   * For bodies, answers, frames, messages of errors: takes out known values and what its own form tells (keys,
   * tokens, private keys, passwords and parameters in URLs). No name beside a value counts.
   */
  text(text: string): Redacted {
    return this.replace(text, this.find(text));
  }

  /**
   * For what people type and paste: a call to LiteLLM as JSON or Python, a curl command, configuration. Beside all
   * of {@link text}, what stands under a credential's name (`api_key`, `-u`, `Authorization`), except in messages,
   * tools and schemas. Works on text that is half typed.
   */
  call(text: string): Redacted {
    return this.replace(text, this.inCall(text));
  }

  /** What {@link call} takes out. */
  inCall(text: string): readonly Finding[] {
    const { findings, balanced } = findMembers(text);
    return merged([
      ...this.find(text),
      ...findings,
      ...findInOptions(text),
      ...(balanced ? [] : findInBroken(text)),
    ]);
  }

  /** Only the known values: for what a person sees on their own screen. */
  known(text: string): string {
    return this.replace(text, merged(this.#known.find(text))).text;
  }

  /** One header: by its name, otherwise as {@link text}. */
  header(name: string, value: string): Redacted {
    const kind = secretHeader(name);
    const named = kind ? findInHeaderValue(name, value, kind) : [];
    return this.replace(value, merged([...this.find(value), ...named]));
  }

  /** Headers; scheme and scope of an `Authorization` and the names of cookies stay. */
  headers(headers: Headers): { readonly headers: Headers; readonly findings: readonly HeaderFinding[] } {
    const findings: HeaderFinding[] = [];
    const entries = Object.entries(headers).map(([name, value]) => {
      const { text, findings: found } = this.header(name, value);
      for (const { kind } of found) findings.push({ header: name, kind });
      return [name, text] as const;
    });
    return { headers: Object.fromEntries(entries), findings };
  }

  /** A URL: user info and parameters, and as {@link text}. */
  url(url: string): Redacted {
    return this.text(url);
  }

  /** A JSON value as {@link text} for each string in it, keys included. */
  json(value: Json): { readonly value: Json; readonly findings: readonly JsonFinding[] } {
    const findings: JsonFinding[] = [];
    return { value: this.#json(value, '', findings, 0), findings };
  }

  /** The text with marks in place of what was found; `findings` are in order and do not overlap. */
  replace(text: string, findings: readonly Finding[]): Redacted {
    if (findings.length === 0) return { text, findings };
    const parts: string[] = [];
    let at = 0;
    for (const { from, to, kind, number } of findings) {
      const secret = text.slice(from, to);
      parts.push(text.slice(at, from), number ? markForNumber(secret) : markFor(secret, kind, this.#hash));
      at = to;
    }
    parts.push(text.slice(at));
    return { text: parts.join(''), findings };
  }

  #json(value: Json, pointer: Pointer, findings: JsonFinding[], depth: number): Json {
    if (typeof value === 'string') {
      const { text, findings: found } = this.text(value);
      if (found.length > 0) findings.push({ pointer, findings: found });
      return text;
    }
    if (depth >= DEEPEST_JSON) return this.#asText(value, pointer, findings);
    if (isArray(value))
      return value.map((item, i) => this.#json(item, child(pointer, i), findings, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key).text,
        this.#json(item, child(pointer, key), findings, depth + 1),
      ]),
    );
  }

  /** Nested deeper than is walked: a secret is looked for in its text. */
  #asText(value: Json, pointer: Pointer, findings: JsonFinding[]): Json {
    let whole: string;
    try {
      whole = JSON.stringify(value);
    } catch {
      return UNREADABLE;
    }
    const { text, findings: found } = this.text(whole);
    if (found.length === 0) return value;
    findings.push({ pointer, findings: found });
    return JSON.parse(text) as Json;
  }
}

/** Stands for a value nested so deeply that it cannot even be written as text. */
const UNREADABLE = 'REDACTED: nested too deeply to be searched';

/** Values nested deeper than this are redacted as text. */
const DEEPEST_JSON = 500;

const isKept = (value: string): boolean => isMark(value) || isReference(value);
