import { performance } from 'node:perf_hooks';
import { clientSecrets } from '../../shared/capture/authorization.ts';
import { dialectOf } from '../../shared/capture/dialect.ts';
import type { ExchangeId, ExchangeStart, HeaderList } from '../../shared/capture/exchange.ts';
import { STAMP, towardsClient, towardsProxy } from '../../shared/capture/pass-on.ts';
import { programOf } from '../../shared/capture/program.ts';
import { SESSION } from '../../shared/capture/session.ts';
import { stampedBody } from '../../shared/capture/stamp.ts';
import type { FrontState } from '../../shared/contract/capture.ts';
import type { SendFailure } from '../../shared/contract/sending.ts';
import { isObject } from '../../shared/json/json.ts';
import { valueOfBody } from '../../shared/json/parse.ts';
import { type Entry, entryOf, providerAt } from '../../shared/proxy/entry.ts';
import { decoded } from '../../shared/text/decoded.ts';
import { explainNetwork } from '../bedrock/network-failures.ts';
import { type ExchangeSink, newExchangeId } from '../history/sink.ts';
import { BodyTooLarge, BodyTooSlow, bodyStopped, createExchange, type Exchange } from '../http/exchange.ts';
import { listen } from '../http/listener.ts';
import { admit } from './admit.ts';
import { answerError } from './answer-error.ts';
import { newToken } from './capture.ts';
import { Forwarder } from './forward.ts';
import { type Notes, SPEAKS_TLS } from './notes.ts';

/** The largest body that a client may send to a proxy through Strata, bytes: files too. */
const MAX_BODY = 100_000_000;
const BODY_MS = 60_000;
/** Bodies up to this size are looked into for their model at once, bytes. */
const SMALL = 64 * 1024;
const LONGEST_MODEL = 300;

export interface FrontSettings {
  /** 0 takes a free one. */
  readonly port: number;
  /** The proxy's address: http on loopback, or https. */
  readonly proxy: string;
  /** True to write the stamp into bodies: for a proxy that forwards no headers. It alters what the client sends. */
  readonly stampInBody: boolean;
}

export interface FrontOptions extends FrontSettings {
  readonly sink: ExchangeSink;
  readonly notes: Notes;
  readonly onCall?: () => void;
  readonly token?: string | undefined;
}

/** A listener in front of a LiteLLM proxy. */
export interface ClientFront {
  readonly settings: FrontSettings;
  state(): FrontState;
  close(): Promise<void>;
}

interface Side extends FrontOptions {
  readonly token: string;
  readonly base: URL;
  readonly forwarder: Forwarder;
}

function modelIn(body: Buffer): string | null {
  if (body.length === 0 || body.length > SMALL) return null;
  const value = valueOfBody(body);
  return isObject(value) && typeof value.model === 'string' ? value.model.slice(0, LONGEST_MODEL) : null;
}

/** Entry points at which nothing is asked of a model, or the body goes on as it is: LiteLLM reads no `extra_headers` there. */
const UNSTAMPED: ReadonlySet<Entry> = new Set(['pass-through', 'count-tokens']);

/** True where LiteLLM itself makes a call of the body; everywhere else a stamp in it would reach somebody who refuses it. */
function isStampable(method: string, target: string): boolean {
  const entry = entryOf(target)?.entry;
  return method === 'POST' && entry !== undefined && !UNSTAMPED.has(entry) && providerAt(target) === null;
}

const startOf = (id: ExchangeId, exchange: Exchange, target: string, base: URL): ExchangeStart => {
  const dialect = dialectOf(exchange.method, target);
  const entered = exchange.method === 'POST' ? entryOf(target) : null;
  return {
    id,
    side: 'client',
    source: 'live',
    startedAt: Date.now(),
    protocol: exchange.version.startsWith('2') ? 'h2c' : 'http/1.1',
    method: exchange.method,
    path: target,
    headers: exchange.rawHeaders,
    operation: dialect === 'other' ? '' : dialect,
    dialect,
    route: null,
    model: entered?.model ? decoded(entered.model).slice(0, LONGEST_MODEL) : null,
    program: programOf(exchange.headers),
    region: null,
    target: base.host,
    conversation: exchange.headers[SESSION] ?? null,
    cause: null,
    preparation: dialect === 'other' && (entered === null || entered.entry === 'count-tokens'),
  };
};

/**
 * Where the proxy sends a client on to, as seen from in front of it: LiteLLM redirects `/v1/models/` to its own address. A
 * client that went there would leave Strata, and without its key, as the port is another one.
 */
function throughFront(location: string, { base, token }: Side): string {
  if (!/^(?:https?:\/)?\//i.test(location) || !URL.canParse(location, base)) return location;
  const { host, pathname, search } = new URL(location, base);
  const prefix = base.pathname.replace(/\/$/, '');
  return host === base.host && pathname.startsWith(`${prefix}/`)
    ? `/k/${token}${pathname.slice(prefix.length)}${search}`
    : location;
}

const placeOf = (base: URL): string => `The LiteLLM proxy at ${base.host}`;

const ITS_ADDRESS = 'Its address is set in “Connect a program”.';

/** Why no answer came from the proxy: what it did in place of one, and what to do. */
function whyUnanswered(error: Error, base: URL): Pick<SendFailure, 'message' | 'hint'> {
  const place = placeOf(base);
  const told = explainNetwork(error, place);
  if (told?.origin === 'protocol') return { message: told.message, hint: `${told.hint} ${ITS_ADDRESS}` };
  const message = told?.message ?? `${place} does not answer (${error.message}).`;
  return { message, hint: `Is it running? ${ITS_ADDRESS}` };
}

const towardsFrontClient =
  (side: Side) =>
  (headers: HeaderList): HeaderList =>
    towardsClient(headers).map(([name, value]) =>
      name.toLowerCase() === 'location' ? [name, throughFront(value, side)] : [name, value],
    );

/** Takes one call of a client to a proxy and passes it on with a stamp. */
async function takeClientCall(exchange: Exchange, side: Side): Promise<void> {
  const startMs = performance.now();
  const admitted = admit(exchange.target, exchange.rawHeaders, side.token);
  if (!admitted.ok) {
    side.notes.add({ ...admitted, program: programOf(exchange.headers) });
    return answerError(
      exchange,
      admitted.status,
      'AccessDeniedException',
      `${admitted.message} ${admitted.hint}`,
    );
  }
  side.onCall?.();
  const { sink, base } = side;
  const id = newExchangeId();
  const since = (): number => performance.now() - startMs;
  sink.learn(...clientSecrets(exchange.headers, exchange.target));
  sink.opened(startOf(id, exchange, admitted.target, base));
  const body = await exchange.body(MAX_BODY, BODY_MS).catch((error: unknown) => error);
  if (!Buffer.isBuffer(body)) {
    const tooLarge = `The body is larger than ${MAX_BODY / 1e6} MB.`;
    if (body instanceof BodyTooLarge) answerError(exchange, 413, 'RequestTooLarge', tooLarge);
    else await exchange.reset();
    if (body instanceof BodyTooLarge)
      return sink.ended(id, { state: 'failed', atMs: since(), failure: tooLarge });
    const failure = body instanceof BodyTooSlow ? bodyStopped(BODY_MS) : '';
    return sink.ended(id, { state: failure === '' ? 'cancelled' : 'failed', atMs: since(), failure });
  }
  if (body.length > 0) sink.requestBody(id, body);
  sink.requestEnded(id, since());
  await side.forwarder.turn();
  const model = modelIn(body);
  if (model !== null) sink.described(id, { model });
  const stamped =
    side.stampInBody && isStampable(exchange.method, admitted.target) ? stampedBody(body, id) : null;
  if (stamped) {
    const what =
      'Strata added extra_headers with its stamp to the body, so that the Bedrock calls can be joined.';
    sink.described(id, { alterations: [{ kind: 'stamped', what }] });
  }
  const wire = {
    base,
    method: exchange.method,
    target: base.pathname.replace(/\/$/, '') + admitted.target,
    headers: [...towardsProxy(exchange.rawHeaders), [STAMP, id] as const],
    body: stamped ?? body,
  };
  const outcome = await side.forwarder.forward(
    wire,
    exchange,
    { sink, id, startMs },
    towardsFrontClient(side),
  );
  switch (outcome.kind) {
    case 'done':
      return sink.ended(id, { state: 'done', atMs: since(), failure: '' });
    case 'cancelled':
      return sink.ended(id, { state: 'cancelled', atMs: since(), failure: '' });
    case 'broken': {
      const told = explainNetwork(outcome.error, placeOf(base))?.message;
      const failure = told ?? `The answer broke off: ${outcome.error.message}`;
      return sink.ended(id, { state: 'failed', atMs: since(), failure });
    }
    case 'unanswered': {
      const { message, hint } = whyUnanswered(outcome.error, base);
      side.notes.add({ kind: 'target', message, hint, program: programOf(exchange.headers) });
      answerError(exchange, 502, 'ServiceUnavailable', `${message} ${hint}`);
      return sink.ended(id, { state: 'failed', atMs: since(), failure: message });
    }
  }
}

/** Starts to listen in front of a proxy, on 127.0.0.1. Rejects with the system's error where the port is taken. */
export async function frontProxy(options: FrontOptions): Promise<ClientFront> {
  const token = options.token ?? newToken();
  const forwarder = new Forwarder();
  const side: Side = { ...options, token, base: new URL(options.proxy), forwarder };
  const listener = await listen(
    options.port,
    null,
    (request, response) => {
      const exchange = createExchange(request, response);
      takeClientCall(exchange, side).catch(() => exchange.reset());
    },
    undefined,
    () => side.notes.add(SPEAKS_TLS),
  );
  const { port, proxy, stampInBody } = options;
  return {
    settings: { port, proxy, stampInBody },
    state: () => ({
      url: `http://127.0.0.1:${listener.port}/k/${token}`,
      port: listener.port,
      proxy,
      stampInBody,
    }),
    close: async () => {
      await listener.close();
      forwarder.close();
    },
  };
}
