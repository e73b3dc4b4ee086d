import { type Found, headersOf } from './found.ts';
import { httpCall, isRequest } from './http-call.ts';
import { type Token, tokensOf } from './powershell-tokens.ts';
import { asText, holeAt, type Members, map, plain, text, type Value } from './value.ts';

/** The commands that send a request. */
const SENDS = /^(?:invoke-restmethod|invoke-webrequest|irm|iwr)$/i;
const HAS_SENDER = /\b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b/i;

/** Hashtables within each other are read to here. */
const DEEPEST = 100;

/** Reads values and commands; nothing is run, and what only a run tells becomes a hole. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #named = new Map<string, Value>();
  #at = 0;
  #depth = 0;

  constructor(script: string) {
    this.#tokens = tokensOf(script);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #is(of: string): boolean {
    const token = this.#peek();
    return token?.kind !== 'text' && token?.of === of;
  }

  #skipEnds(): void {
    while (this.#peek()?.kind === 'end' || this.#is(',')) this.#at++;
  }

  #word({ of }: Token): Value {
    if (/^-?\d+(?:\.\d+)?$/.test(of)) return plain(of);
    const name = of.toLowerCase();
    if (name === '$true' || name === '$false') return plain(name.slice(1));
    if (name === '$null') return plain('null');
    if (!of.startsWith('$')) return text(of);
    return this.#named.get(name) ?? { kind: 'hole', hole: holeAt(of, 0, of.length) };
  }

  #hashtable(): Value {
    const members: [string, Value][] = [];
    for (this.#skipEnds(); this.#peek() && !this.#is('}'); this.#skipEnds()) {
      const key = this.#peek()?.of ?? '';
      this.#at++;
      if (!this.#is('=')) continue;
      this.#at++;
      members.push([key, this.value()]);
    }
    this.#at++;
    return map(members);
  }

  #list(): Value {
    const items: Value[] = [];
    for (this.#skipEnds(); this.#peek() && !this.#is(')'); this.#skipEnds()) items.push(this.value());
    this.#at++;
    return { kind: 'list', items };
  }

  /** `[ordered]@{…}`, `[int]5`: the type before a value. */
  #skipType(): void {
    while (this.#is('[')) {
      while (this.#peek() && !this.#is(']')) this.#at++;
      this.#at++;
    }
  }

  value(): Value {
    this.#skipType();
    const token = this.#peek();
    this.#at++;
    if (!token || this.#depth >= DEEPEST) return plain('null');
    if (token.kind === 'text') return text(token.of);
    if (token.kind === 'word') return this.#word(token);
    this.#depth++;
    try {
      if (token.of === '@{') return this.#hashtable();
      if (token.of === '@(') return this.#list();
      if (token.of !== '(') return plain('null');
      const inner = this.value();
      while (this.#peek() && !this.#is(')')) this.#at++;
      this.#at++;
      return inner;
    } finally {
      this.#depth--;
    }
  }

  /** `@params`: a hashtable whose members are what the command is given. */
  #handedOver(word: string): Members | null {
    const value = this.#named.get(`$${word.slice(1).toLowerCase()}`);
    if (value?.kind !== 'map') return null;
    this.#at++;
    return value.members;
  }

  /** What a command is given by name; of its places the first is the address. */
  #sent(): Found | null {
    const given = new Map<string, Value>();
    while (this.#peek() && this.#peek()?.kind !== 'end' && !this.#is('|') && !this.#is(')')) {
      const token = this.#peek();
      const [, name] = (token?.kind === 'word' && /^-([a-z]\w*):?$/i.exec(token.of)) || [];
      if (name !== undefined) this.#at++;
      const handed = name === undefined && token?.of.startsWith('@') ? this.#handedOver(token.of) : null;
      if (handed) for (const [key, value] of handed) given.set(key.toLowerCase(), value);
      else given.set(name?.toLowerCase() ?? 'uri', this.value());
    }
    const url = asText(given.get('uri'));
    const body = given.get('body');
    if (url === null || !body) return null;
    const found = httpCall({
      what: 'a command of PowerShell',
      url,
      headers: headersOf(given.get('headers')),
      body,
    });
    return found && isRequest(found.request) ? found : null;
  }

  run(): readonly Found[] {
    const found: Found[] = [];
    while (this.#at < this.#tokens.length) {
      const token = this.#peek();
      this.#at++;
      if (token?.kind !== 'word') continue;
      if (token.of.startsWith('$') && this.#is('=')) {
        this.#at++;
        const next = this.#peek();
        if (next?.kind !== 'word' || !SENDS.test(next.of))
          this.#named.set(token.of.toLowerCase(), this.value());
      } else if (SENDS.test(token.of)) {
        const sent = this.#sent();
        if (sent) found.push(sent);
      }
    }
    return found;
  }
}

/** The requests that a script of PowerShell sends by `Invoke-RestMethod` or `Invoke-WebRequest`. */
export const readPowerShell = (script: string): readonly Found[] =>
  HAS_SENDER.test(script) ? new Reader(script).run() : [];
