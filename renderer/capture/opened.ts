import { type AsSent, asSent } from '../../shared/capture/as-sent.ts';
import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { familyIn, mayHaveFamily } from '../../shared/capture/family.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { InspectResult, ParamRow } from '../../shared/contract/inspection.ts';
import { MOST_CALLS } from '../../shared/contract/share.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { dayOf, directText } from '../../shared/share/report/of-exchange.ts';
import type { Client } from '../client.ts';

/** An exchange as it is shown below the list. */
export interface Opened {
  readonly exchange: OpenedExchange;
  /** The client's call that caused it, where it was captured. */
  readonly client: OpenedExchange | null;
  /** What became of the client's parameters under the release that made the body; empty where that cannot be told. */
  readonly fates: readonly ParamRow[];
  /** All attempts of its call, the shown one among them, in their order; empty where it stands alone. */
  readonly family: readonly ExchangeRow[];
  /** The request that went on, where that is another than came; null where it is the same. */
  readonly sent: AsSent | null;
  /** The body that went on, judged as a call to Bedrock itself; null on the client side and for what is no body of a model. */
  readonly inspection: InspectResult | null;
}

/** The request of an exchange as it went on; null where it went on as it came. */
function sentOf({ row, requestText, requestHeaders, alterations }: OpenedExchange): AsSent | null {
  const came = { model: row.model, body: requestText, headers: requestHeaders };
  return alterations.some(({ changes = [] }) => changes.length > 0) ? asSent(came, alterations) : null;
}

async function inspect(
  client: Client,
  exchange: OpenedExchange,
  sent: AsSent | null,
  profile: ProfileId,
): Promise<InspectResult | null> {
  const { model, body } = sent ?? { model: exchange.row.model, body: exchange.requestText };
  const text = directText({ row: { ...exchange.row, model }, requestText: body });
  const { route } = exchange.row;
  if (text === null || route === null) return null;
  const form = route === 'converse' ? 'converse' : 'invoke';
  return decode(
    await client.inspect({
      text,
      profile,
      route: 'auto',
      form,
      direct: true,
      day: dayOf(exchange.row.startedAt),
    }),
  );
}

/** The newest release that made the body; null where none explains it. */
const madeBy = ({ matches }: OpenedExchange): ProfileId | null =>
  matches.filter(({ outcome }) => outcome === 'equal').at(-1)?.profile ?? null;

/** The client's call with the model that its name stood for: a proxy's own names tell nothing of what becomes of it. */
async function fatesOf(
  client: Client,
  asked: OpenedExchange,
  exchange: OpenedExchange,
): Promise<readonly ParamRow[]> {
  const profile = madeBy(exchange);
  const { route, model } = exchange.row;
  if (profile === null || route === null || model === null) return [];
  try {
    const call = { ...(parseJson(asked.requestText) as object), model: `bedrock/${route}/${model}` };
    // The body was sent: where the call alone would be refused, the proxy drops what the model does not take.
    for (const request of [call, { ...call, drop_params: true }]) {
      const text = layOut(request);
      const result = decode(await client.inspect({ text, profile, route: 'auto', form: 'auto' }));
      const [view] = result.kind === 'inspected' ? result.views : [];
      if (view?.outcome.kind === 'outgoing') return view.params;
    }
    return [];
  } catch {
    return [];
  }
}

/** The attempts of a call, of this session or out of the history. */
async function familyOf(
  client: Client,
  row: ExchangeRow,
  rows: readonly ExchangeRow[],
): Promise<readonly ExchangeRow[]> {
  const here = familyIn(rows, row);
  if (here.length > 0 || !mayHaveFamily(row)) return here;
  return familyIn(await client.history.joined({ ids: [row.id] }).catch(() => []), row);
}

export interface Choice {
  readonly selected: ExchangeId;
  /** The attempt that is shown of the selected call; null for the last one, or the selected one itself. */
  readonly attempt: ExchangeId | null;
  readonly profile: ProfileId;
  /** The rows of this session. */
  readonly rows: readonly ExchangeRow[];
}

/** Loads what is shown of an exchange: of a client's call its last attempt, or the chosen one. Null where it is gone. */
export async function loadOpened(client: Client, choice: Choice): Promise<Opened | null> {
  const { selected, attempt, profile, rows } = choice;
  const load = async (id: ExchangeId): Promise<OpenedExchange | null> => {
    const encoded = await client.capture.open({ id, profile });
    return encoded && decode(encoded);
  };
  const first = await load(selected);
  if (!first) return null;
  const family = await familyOf(client, first.row, rows);
  const shownId = attempt ?? (first.row.side === 'client' ? (family.at(-1)?.id ?? selected) : selected);
  const exchange = shownId === selected ? first : await load(shownId);
  if (!exchange) return null;
  const { cause } = exchange.row;
  const asked =
    cause === null || cause.evidence === 'invocation-id'
      ? null
      : cause.client === selected
        ? first
        : await load(cause.client);
  const sent = sentOf(exchange);
  const [inspection, fates] = await Promise.all([
    inspect(client, exchange, sent, profile),
    asked ? fatesOf(client, asked, exchange) : [],
  ]);
  return { exchange, client: asked, fates, family, sent, inspection };
}

/** Every attempt of an opened call with its bodies, in their order; empty where it stands alone. */
export async function attemptsOf(
  client: Client,
  { exchange, family }: Opened,
): Promise<readonly OpenedExchange[]> {
  const all = await Promise.all(
    family.slice(0, MOST_CALLS).map(async ({ id }) => {
      if (id === exchange.row.id) return exchange;
      const encoded = await client.capture.open({ id, profile: 'litellm-latest' });
      return encoded && decode(encoded);
    }),
  );
  return all.filter((one) => one !== null);
}
