import type { ExchangeId, ExchangeStart } from '../../shared/capture/exchange.ts';
import type { ExchangeSink, ResponseHead } from '../history/sink.ts';
import { headerOf } from './gather.ts';

/** Bedrock calls that wait for the client's call that names them. */
const MOST = 5_000;

/** Where LiteLLM's answers carry the request id of the Bedrock call that they are from. */
const NAMED = 'llm_provider-x-amzn-requestid';

/**
 * Joins what no stamp has joined: LiteLLM hands Bedrock's request id on in its own answer on some routes. That id is
 * Bedrock's own and unique, so this is knowledge too; where it is missing nothing is joined.
 */
export class Joiner implements Pick<ExchangeSink, 'opened' | 'responseHead'> {
  readonly #clients = new Set<ExchangeId>();
  /** Unjoined Bedrock calls, by their request ids once they are known. */
  readonly #calls = new Map<ExchangeId, string | null>();
  readonly #byRequestId = new Map<string, ExchangeId>();
  readonly #sink: Pick<ExchangeSink, 'linked'>;

  constructor(sink: Pick<ExchangeSink, 'linked'>) {
    this.#sink = sink;
  }

  opened({ id, side, cause }: ExchangeStart): void {
    if (side === 'client') this.#clients.add(id);
    else if (!cause) this.#calls.set(id, null);
    this.#bound();
  }

  responseHead(id: ExchangeId, { headers }: ResponseHead): void {
    if (this.#clients.delete(id)) {
      const bedrock = this.#byRequestId.get(headerOf(headers, NAMED) ?? '');
      if (bedrock !== undefined) this.#sink.linked({ client: id, bedrock, evidence: 'request-id' });
      return;
    }
    const requestId = headerOf(headers, 'x-amzn-requestid');
    if (!this.#calls.has(id) || requestId === undefined) return;
    this.#calls.set(id, requestId);
    this.#byRequestId.set(requestId, id);
  }

  #bound(): void {
    for (const [id, requestId] of this.#calls) {
      if (this.#calls.size <= MOST) break;
      this.#calls.delete(id);
      if (requestId !== null) this.#byRequestId.delete(requestId);
    }
    for (const id of this.#clients) {
      if (this.#clients.size <= MOST) break;
      this.#clients.delete(id);
    }
  }
}
