import type { Redactor } from '../../shared/redaction/redactor.ts';
import { signingFor } from '../bedrock/credentials.ts';
import type { Route } from '../bedrock/route.ts';
import type { Signer } from './sign.ts';

/** Credentials are asked for anew so long before they run out, milliseconds. */
const EARLY_MS = 5 * 60_000;
/** Those without an end are read again so often, so that a changed file counts, milliseconds. */
const REREAD_MS = 60_000;

interface Held {
  readonly signer: Promise<Signer>;
  untilMs: number;
}

const endOf = (identity: object): number | null => {
  const expiration: unknown = Reflect.get(identity, 'expiration');
  return expiration instanceof Date ? expiration.getTime() : null;
};

/** Credentials of the chain, kept until shortly before they run out: calls at once share one reading. */
export class Identities {
  readonly #held = new Map<string, Held>();
  readonly #secrets: Pick<Redactor, 'learn'>;
  readonly #now: () => number;

  /** @param secrets told of every secret before it is used */
  constructor(secrets: Pick<Redactor, 'learn'>, now: () => number = Date.now) {
    this.#secrets = secrets;
    this.#now = now;
  }

  /** Who signs for a target in a region. Rejects with `CredentialsError`; a failure is not kept. */
  async signer(route: Route, region: string): Promise<Signer> {
    const key = JSON.stringify([route.target, route.redirect, region]);
    const held = this.#held.get(key);
    if (held && this.#now() < held.untilMs) return held.signer;
    const fresh: Held = { signer: this.#read(route, region, () => fresh), untilMs: Number.POSITIVE_INFINITY };
    this.#held.set(key, fresh);
    fresh.signer.catch(() => this.#held.delete(key));
    return fresh.signer;
  }

  async #read(route: Route, region: string, held: () => Held): Promise<Signer> {
    const signing = signingFor(route.target, route.redirect, this.#secrets);
    if ('token' in signing) return { kind: 'bearer', token: signing.token.token };
    const identity = await signing.credentials();
    const end = endOf(identity);
    held().untilMs = end === null ? this.#now() + REREAD_MS : Math.max(end - EARLY_MS, this.#now() + 1000);
    return { kind: 'sigv4', identity, region };
  }
}
