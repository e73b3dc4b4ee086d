import type { ExchangeId, ExchangeStart, Flag } from '../../shared/capture/exchange.ts';
import type { ExchangeSink, ResponseHead } from '../history/sink.ts';
import { tee } from '../history/tee.ts';
import { headerOf } from './gather.ts';

/** Bedrock calls that wait for the client's call that names them. */
const MOST = 5_000;

/** Where LiteLLM's answers carry the request id of the Bedrock call that they are from. */
const NAMED = 'llm_provider-x-amzn-requestid';

/** Clients' calls whose Bedrock calls are counted. */
const MOST_FAMILIES = 2_000;

/** The Bedrock calls of one client's call, by the models they asked for. */
interface Family {
  readonly first: string | null;
  retries: number;
  readonly others: string[];
}

/**
 * Joins what no stamp has joined: LiteLLM hands Bedrock's request id on in its own answer on some routes. That id is
 * Bedrock's own and unique, so this is knowledge too; where it is missing nothing is joined. A client's call is marked
 * where LiteLLM tried more than once for it: again, or with another model.
 */
export class Joiner implements Pick<ExchangeSink, 'opened' | 'responseHead'> {
  readonly #clients = new Set<ExchangeId>();
  /** Unjoined Bedrock calls, by their request ids once they are known. */
  readonly #calls = new Map<ExchangeId, string | null>();
  readonly #byRequestId = new Map<string, ExchangeId>();
  readonly #families = new Map<ExchangeId, Family>();
  readonly #sink: Pick<ExchangeSink, 'linked' | 'described'>;

  constructor(sink: Pick<ExchangeSink, 'linked' | 'described'>) {
    this.#sink = sink;
  }

  opened({ id, side, cause, model }: ExchangeStart): void {
    if (side === 'client') this.#clients.add(id);
    else if (cause) this.#count(cause.client, model);
    else this.#calls.set(id, null);
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

  #count(client: ExchangeId, model: string | null): void {
    const family = this.#families.get(client);
    if (!family) {
      this.#families.set(client, { first: model, retries: 0, others: [] });
      return;
    }
    if (model === family.first) family.retries += 1;
    else family.others.push(model ?? '');
    const { retries, others } = family;
    const flags: Flag[] = [];
    if (retries > 0) flags.push({ kind: 'retried', count: retries, names: [] });
    if (others.length > 0) flags.push({ kind: 'fallback', count: others.length, names: others });
    this.#sink.described(client, { flags });
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
    for (const id of this.#families.keys()) {
      if (this.#families.size <= MOST_FAMILIES) break;
      this.#families.delete(id);
    }
  }
}

/** A sink that also joins what passes, and tells `sink` of it. */
export function joining(sink: ExchangeSink): ExchangeSink {
  const joiner = new Joiner(sink);
  return {
    ...tee([sink]),
    opened: (start) => {
      sink.opened(start);
      joiner.opened(start);
    },
    responseHead: (id, head) => {
      sink.responseHead(id, head);
      joiner.responseHead(id, head);
    },
  };
}
