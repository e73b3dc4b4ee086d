import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

const viewOf = (data: unknown): string | Uint8Array => {
  if (typeof data === 'string') return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw new TypeError('only text and bytes can be hashed');
};

/** SHA-256 and its HMAC as the signer asks for them, by Node: a body of a megabyte is hashed on the thread that forwards. */
export class NodeSha256 {
  readonly #secret: string | Uint8Array | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: unknown) {
    this.#secret = secret === undefined ? undefined : viewOf(secret);
    this.#hash = this.#fresh();
  }

  update(data: unknown): void {
    this.#hash.update(viewOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}
