import { Readable } from 'node:stream';
import type {
  Delivery,
  ExchangeId,
  ExchangePatch,
  ExchangeStart,
  Link,
} from '../../shared/capture/exchange.ts';
import { decodeContent } from '../bedrock/decode-content.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../history/sink.ts';
import { ShortLived } from './short-lived.ts';

/** An exchange that is over, as it was on the wire: secrets included. */
export interface Gathered {
  readonly start: ExchangeStart;
  readonly patches: readonly ExchangePatch[];
  /**
   * Joins that became known while it ran. Bedrock's request id is told by the head of the client's answer, when the
   * Bedrock call may be over: such a link is surely among those of the client's exchange.
   */
  readonly links: readonly Link[];
  readonly request: Buffer;
  readonly head: ResponseHead | null;
  /** Still with its content coding. */
  readonly response: Buffer;
  /** Of the whole answer; more than `response` has where it was very long. */
  readonly bytes: number;
  readonly deliveries: readonly Delivery[];
  readonly end: ExchangeEnd;
}

/** Of a longer answer the beginning is gathered, bytes: one without an end must not fill the memory. */
const MOST_GATHERED = 64 * 1024 * 1024;

interface Open {
  readonly start: ExchangeStart;
  readonly patches: ExchangePatch[];
  readonly links: Link[];
  readonly request: Uint8Array[];
  head: ResponseHead | null;
  readonly response: Uint8Array[];
  readonly deliveries: Delivery[];
  size: number;
}

/** Gathers each exchange in memory and hands it on once it is over. */
export class Gatherer implements ExchangeSink {
  readonly #open = new ShortLived<ExchangeId, Open>();
  readonly #onDone: (gathered: Gathered) => void;
  readonly #onSecrets: (secrets: readonly string[]) => void;

  constructor(
    onDone: (gathered: Gathered) => void,
    onSecrets: (secrets: readonly string[]) => void = () => undefined,
  ) {
    this.#onDone = onDone;
    this.#onSecrets = onSecrets;
  }

  opened(start: ExchangeStart): void {
    const empty = { patches: [], links: [], request: [], head: null, response: [], deliveries: [], size: 0 };
    this.#open.set(start.id, { start, ...empty });
  }

  requestBody(id: ExchangeId, bytes: Uint8Array): void {
    this.#open.get(id)?.request.push(bytes);
  }

  requestEnded(): void {}

  responseHead(id: ExchangeId, head: ResponseHead): void {
    const open = this.#open.get(id);
    if (open) open.head = head;
  }

  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void {
    const open = this.#open.get(id);
    if (!open) return;
    if (open.size <= MOST_GATHERED) {
      open.deliveries.push({ offset: open.size, atMs });
      open.response.push(bytes);
    }
    open.size += bytes.length;
  }

  ended(id: ExchangeId, end: ExchangeEnd): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    const { start, patches, links, head, deliveries } = open;
    const request = Buffer.concat(open.request);
    const response = Buffer.concat(open.response);
    const bytes = open.size;
    this.#onDone({ start, patches, links, request, head, response, bytes, deliveries, end });
  }

  described(id: ExchangeId, patch: ExchangePatch): void {
    this.#open.get(id)?.patches.push(patch);
  }

  linked(link: Link): void {
    for (const id of [link.client, link.bedrock]) this.#open.get(id)?.links.push(link);
  }

  learn(...secrets: readonly string[]): void {
    this.#onSecrets(secrets);
  }
}

/** The value of a header, by its name in small letters. */
export const headerOf = (headers: readonly (readonly [string, string])[], name: string): string | undefined =>
  headers.find(([other]) => other.toLowerCase() === name)?.[1];

/** An answer that unpacks to more than this is read by its beginning, bytes. */
const LARGEST = 64 * 1024 * 1024;

/** The answer's body without its content coding; as far as it goes where it was cut, is too large or cannot be decoded. */
export async function decodedAnswer({
  head,
  response,
}: Pick<Gathered, 'head' | 'response'>): Promise<Buffer> {
  const coding = headerOf(head?.headers ?? [], 'content-encoding');
  if (coding === undefined) return response;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of decodeContent(Readable.from([response]), coding)) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size > LARGEST) break;
    }
  } catch {
    if (pieces.length === 0) return response;
  }
  return Buffer.concat(pieces);
}
