import { headersOf } from '../found.ts';
import { httpCall, isRequest } from '../http-call.ts';
import { asMembers, asText, type Members, map, type Value } from '../value.ts';
import { called, type Known } from './known.ts';

const NONE: Members = new Map();

/** The parts of a call by what its arguments are: an address, a body, options. */
function parts(
  args: readonly Value[],
  named: Members,
): { readonly url: Value | undefined; readonly options: Members } {
  const [first, second, third, fourth] = args;
  // `requests.request("POST", url, …)`
  const shifted = /^(?:POST|PUT)$/i.test(asText(first) ?? '');
  // `connection.request("POST", path, body, headers)`, as Python's own client has it
  if (shifted && third && third.kind !== 'map') {
    const given = new Map([['body', third], ...(fourth ? [['headers', fourth] as const] : []), ...named]);
    return { url: second, options: given };
  }
  if (shifted) return { url: second ?? named.get('url'), options: new Map([...asMembers(third), ...named]) };
  // `axios({url, data})`, `axios.request({url, data})`
  if (first?.kind === 'map') return { url: first.members.get('url'), options: first.members };
  // `fetch(url, {body})`, `axios.post(url, body, {headers})`, `requests.post(url, json=…)`
  const isBody = second?.kind === 'map' && (isRequest(second) || third !== undefined);
  const body: Members = isBody && second ? new Map([['body', second]]) : NONE;
  const options = isBody ? asMembers(third) : asMembers(second);
  return { url: first ?? named.get('url'), options: new Map([...body, ...options, ...named]) };
}

/** `fetch(url, {headers, body})`, `axios.post(url, body, {headers})`, `requests.post(url, json=…, headers=…)`. */
export const http: Known['read'] = (call, language) => {
  const { url: at, options } = parts(call.args, call.named);
  const url = asText(at);
  const body =
    ['json', 'body', 'data', 'content'].flatMap((name) => options.get(name) ?? [])[0] ?? call.args[1];
  if (url === null || !body) return null;
  const opaque = body.kind === 'hole' || body.kind === 'call';
  const found = httpCall({
    what: called(call, language),
    url,
    headers: headersOf(options.get('headers')),
    body: opaque ? map([['‹body›', body]]) : body,
  });
  return found && (found.form !== null || isRequest(found.request)) ? found : null;
};

/** The same for callees that may be anything: only where the address is that of an entry point. */
export const httpByAddress: Known['read'] = (call, language) => {
  const found = http(call, language);
  return found?.form ? found : null;
};
