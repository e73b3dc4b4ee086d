/** What stands in place of a secret. */
const MASK = '••••••';

const SECRET_HEADER = /authorization|token|secret|api-key|apikey|cookie|signature|password/i;
const MIN_LENGTH = 8;

/** The names of the token-count headers hold "token" and no secret. */
const HARMLESS_HEADER = /^x-amzn-bedrock-/i;

/** Keeps known secrets out of everything that is reported. */
export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a value that must never show; very short ones are left out, they would match by chance. */
  learn(...values: readonly (string | undefined)[]): void {
    for (const value of values) {
      if (!value || value.length < MIN_LENGTH) continue;
      this.#known.add(value);
      this.#known.add(encodeURIComponent(value));
      this.#known.add(JSON.stringify(value).slice(1, -1));
    }
  }

  /** The text with every known secret blotted out. */
  mask(text: string): string {
    let masked = text;
    for (const secret of this.#known) {
      if (masked.includes(secret)) masked = masked.split(secret).join(MASK);
    }
    return masked;
  }

  /** Whether any known secret stands in the text. */
  isIn(text: string): boolean {
    for (const secret of this.#known) if (text.includes(secret)) return true;
    return false;
  }

  /**
   * Headers as they may be shown: the values of those that carry credentials are blotted out, but
   * for the parts of a SigV4 Authorization header that help to understand it.
   */
  maskHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        if (!SECRET_HEADER.test(name) || HARMLESS_HEADER.test(name)) return [name, this.mask(value)];
        return [name, maskSignature(value) ?? MASK];
      }),
    );
  }
}

const maskSignature = (value: string): string | null => {
  const match =
    /^(AWS4-HMAC-SHA256) Credential=[^/,\s]+\/(\d{8}\/[a-z0-9-]+\/[a-z0-9-]+\/aws4_request), SignedHeaders=([a-z0-9;:_-]+), Signature=[0-9a-f]+$/.exec(
      value,
    );
  return match
    ? `${match[1]} Credential=${MASK}/${match[2]}, SignedHeaders=${match[3]}, Signature=${MASK}`
    : null;
};
