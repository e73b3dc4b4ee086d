import { headersOf } from '../found.ts';
import { httpCall } from '../http-call.ts';
import { asMembers, asText } from '../value.ts';
import { called, type Known } from './known.ts';

/** `fetch(url, {headers, body})`, `axios.post(url, body, {headers})`, `requests.post(url, json=…, headers=…)`. */
export const http: Known['read'] = (call, language) => {
  const url = asText(call.args[0] ?? call.named.get('url'));
  if (url === null) return null;
  const isFetch = /fetch$/.test(call.callee);
  const options = isFetch
    ? asMembers(call.args[1])
    : call.named.size > 0
      ? call.named
      : asMembers(call.args[2]);
  const body = isFetch
    ? options.get('body')
    : (options.get('json') ?? options.get('data') ?? options.get('content') ?? call.args[1]);
  if (!body) return null;
  return httpCall({ what: called(call, language), url, headers: headersOf(options.get('headers')), body });
};
