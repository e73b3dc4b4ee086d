import { randomBytes } from 'node:crypto';
import type { HeaderList } from '../../../shared/capture/exchange.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';

/** Secrets that are remembered; a program that changes its keys with every call cannot fill the memory. */
const MOST_SECRETS = 1_000;

/** The secrets of this session: the marks that a window sees in their places, and the way back from those. */
export class SessionSecrets {
  /** By it the same secret has the same mark wherever it is taken out. */
  readonly salt: string;
  readonly #redactor: Redactor;
  readonly #known = new Set<string>();

  constructor(salt = randomBytes(16).toString('hex')) {
    this.salt = salt;
    this.#redactor = new Redactor(salt);
  }

  learn(...secrets: readonly string[]): void {
    this.#redactor.learn(...secrets);
    for (const secret of secrets) this.#known.add(secret);
    for (const secret of this.#known) {
      if (this.#known.size <= MOST_SECRETS) break;
      this.#known.delete(secret);
    }
  }

  /** Those that were learned last. */
  known(): readonly string[] {
    return [...this.#known];
  }

  /** A text without secrets. */
  clean(text: string): string {
    return this.#redactor.text(text).text;
  }

  /** Headers as they are shown. */
  shown(headers: HeaderList): HeaderList {
    return headers.map(([name, value]) => [name, this.#redactor.header(name, value).text]);
  }

  /** A text that was edited as it is shown: each mark that stands for a secret of `original` is that secret again. */
  restore(original: string, edited: string): string {
    return this.#redactor.find(original).reduce((text, finding) => {
      const secret = original.slice(finding.from, finding.to);
      const mark = this.#redactor.replace(secret, [{ ...finding, from: 0, to: secret.length }]).text;
      return text.split(mark).join(secret);
    }, edited);
  }

  /** Headers that were edited as they are shown: one that was left alone has the value again with which it came. */
  restoreHeaders(came: HeaderList, edited: HeaderList): HeaderList {
    return edited.map(([name, value]) => {
      const own = came.find(
        ([other, secret]) =>
          other.toLowerCase() === name.toLowerCase() && this.#redactor.header(other, secret).text === value,
      );
      return own ? [name, own[1]] : [name, value];
    });
  }
}
