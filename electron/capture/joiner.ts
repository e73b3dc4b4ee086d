import type { ExchangeId, ExchangeStart, Flag } from '../../shared/capture/exchange.ts';
import type { ExchangeSink, ResponseHead } from '../history/sink.ts';
import { tee } from '../history/tee.ts';
import { headerOf } from './gather.ts';

/** Bedrock calls that wait for the client's call that names them. */
const MOST = 5_000;

/** Where LiteLLM's answers carry the request id of the Bedrock call that they are from. */
const NAMED = 'llm_provider-x-amzn-requestid';

/** Calls whose attempts are counted. */
const MOST_FAMILIES = 2_000;

/** AWS SDKs give all attempts of one call the same id, and say which attempt each is (SDK reference, "Retry behavior"). */
const INVOCATION = 'amz-sdk-invocation-id';
const ATTEMPT = /(?:^|;)\s*attempt=(\d{1,3})\b/;
const LONGEST_ID = 100;

/** The Bedrock calls of one call, by the models they asked for. */
interface Family {
  readonly first: string | null;
  retries: number;
  readonly others: string[];
}

/**
 * Joins what no stamp has joined: LiteLLM hands Bedrock's request id on in its own answer on some routes. That id is
 * Bedrock's own and unique, so this is knowledge too; where it is missing nothing is joined. An AWS SDK that tries again
 * says so itself. A call is marked where there was more than one attempt for it: again, or with another model.
 */
export class Joiner implements Pick<ExchangeSink, 'responseHead'> {
  readonly #clients = new Set<ExchangeId>();
  /** Unjoined Bedrock calls, by their request ids once they are known. */
  readonly #calls = new Map<ExchangeId, string | null>();
  /** Null where calls at once were answered with the same id: recordings, and endpoints that give no real ones. */
  readonly #byRequestId = new Map<string, ExchangeId | null>();
  readonly #families = new Map<ExchangeId, Family>();
  /** First attempts, by path and invocation id. */
  readonly #invocations = new Map<string, ExchangeId>();
  readonly #sink: Pick<ExchangeSink, 'linked' | 'described'>;

  constructor(sink: Pick<ExchangeSink, 'linked' | 'described'>) {
    this.#sink = sink;
  }

  /** An exchange as it begins, with its cause where that is known by now. */
  opened(start: ExchangeStart): ExchangeStart {
    const { id, side, model } = start;
    const cause = start.cause ?? (side === 'client' ? null : this.#attemptOf(start));
    if (side === 'client') this.#clients.add(id);
    else if (cause) this.#count(cause.client, model, cause.evidence === 'invocation-id');
    // What no client waits for has no client's call that caused it.
    else if (this.#clients.size > 0) this.#calls.set(id, null);
    this.#bound();
    return cause === start.cause ? start : { ...start, cause };
  }

  responseHead(id: ExchangeId, { headers }: ResponseHead): void {
    if (this.#clients.delete(id)) {
      const named = headerOf(headers, NAMED) ?? '';
      const bedrock = this.#byRequestId.get(named) ?? null;
      if (bedrock === null) return;
      // One call, one cause: a proxy that answers from its cache names the call of an earlier client.
      this.#byRequestId.delete(named);
      this.#sink.linked({ client: id, bedrock, evidence: 'request-id' });
      return;
    }
    const requestId = headerOf(headers, 'x-amzn-requestid');
    if (!this.#calls.has(id) || requestId === undefined) return;
    this.#calls.set(id, requestId);
    this.#byRequestId.set(requestId, this.#byRequestId.has(requestId) ? null : id);
  }

  /** The first attempt of the call that this one belongs to; null where it is the first, or nothing is said of it. */
  #attemptOf({ id, headers, path, program }: ExchangeStart): ExchangeStart['cause'] {
    const invocation = headerOf(headers, INVOCATION) ?? '';
    if (invocation === '' || invocation.length > LONGEST_ID) return null;
    const key = JSON.stringify([program, path, invocation]);
    const first = this.#invocations.get(key);
    const attempt = Number(ATTEMPT.exec(headerOf(headers, 'amz-sdk-request') ?? '')?.[1] ?? 1);
    if (first !== undefined && attempt > 1) return { client: first, evidence: 'invocation-id' };
    this.#invocations.set(key, id);
    return null;
  }

  /** @param again true where the call itself is the first attempt, so that this is one more */
  #count(client: ExchangeId, model: string | null, again: boolean): void {
    const known = this.#families.get(client);
    const family = known ?? { first: model, retries: 0, others: [] };
    if (!known) this.#families.set(client, family);
    if (!known && !again) return;
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
    for (const key of this.#invocations.keys()) {
      if (this.#invocations.size <= MOST) break;
      this.#invocations.delete(key);
    }
  }
}

/** A sink that also joins what passes, and tells `sink` of it. */
export function joining(sink: ExchangeSink): ExchangeSink {
  const joiner = new Joiner(sink);
  return {
    ...tee([sink]),
    opened: (start) => sink.opened(joiner.opened(start)),
    responseHead: (id, head) => {
      sink.responseHead(id, head);
      joiner.responseHead(id, head);
    },
  };
}
