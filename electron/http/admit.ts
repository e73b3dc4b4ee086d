import { type ErrorAnswer, exception } from './errors.ts';

/** What a request says of where it is from and whom it means. Names in lower case, in the order received. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

const valuesOf = (headers: RawHeaders, name: string): readonly string[] =>
  headers.filter(([other]) => other === name).map(([, value]) => value);

const HOST = /^(\[[0-9a-f:.]+\]|[^:[\]@/\s]+)(?::(\d{1,5}))?$/i;

/** True for `localhost`, names below it (browsers look them up nowhere), and addresses of loopback. */
function isLoopbackName(host: string): boolean {
  const name = HOST.exec(host)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(name)
  );
}

const badRequest = (message: string): ErrorAnswer => ({ type: 'BadRequestException', status: 400, message });

const refused = (message: string): ErrorAnswer => exception('AccessDeniedException', message);

/** Sites of which `Sec-Fetch-Site` says that the page asking is not this server's own. */
const FOREIGN_SITES: ReadonlySet<string> = new Set(['cross-site', 'same-site']);

/**
 * Whether a program on this machine asks, or a web page of someone else's. Any page can reach a port on loopback:
 * by posting to it, and by a name of its own that it lets point here it could even read the answer. So the Host has
 * to be loopback, and what browsers say of the asking page must not be foreign. Clients say nothing of the kind
 * (undici's `sec-fetch-mode` is no reason). Returns the refusal, or null where the request may pass; `who` is the
 * subject of its sentence.
 */
export function refuseForeign(headers: RawHeaders, who = 'This simulator'): ErrorAnswer | null {
  const hosts = [...valuesOf(headers, ':authority'), ...valuesOf(headers, 'host')];
  const [host] = hosts;
  if (valuesOf(headers, 'host').length > 1) return badRequest('The request has more than one Host header.');
  if (host === undefined || host === '') return badRequest('The request names no host.');
  if (new Set(hosts).size > 1) return badRequest('The request names two different hosts.');
  if (!isLoopbackName(host)) {
    return refused(
      `${who} answers to loopback names only, not to ${JSON.stringify(host)}: use 127.0.0.1 or localhost.`,
    );
  }
  const foreign = valuesOf(headers, 'origin').find((origin) => !isOwn(origin, host));
  if (foreign !== undefined || valuesOf(headers, 'sec-fetch-site').some((site) => FOREIGN_SITES.has(site))) {
    return refused(`${who} answers programs, not the web pages of other sites.`);
  }
  return null;
}

const isOwn = (origin: string, host: string): boolean =>
  origin === `http://${host}` || origin === `https://${host}`;
