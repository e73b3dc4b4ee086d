import { awsAddress } from '../../capture/destination.ts';
import { EVENT_STREAM } from '../../capture/media-types.ts';
import { isArray, isObject, type Json, type JsonObject, objectOf } from '../../json/json.ts';
import { isAwsHost } from '../../target/address.ts';
import { type Route, readPath } from '../../validation/read-path.ts';
import {
  HIGHEST_STATUS,
  LATEST,
  LONGEST,
  LONGEST_MS,
  type SharedExchange,
  sharedExchange,
} from './shared-exchange.ts';

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const numberOf = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
/** A time that a call can have, milliseconds. */
const msOf = (value: Json | undefined): number | null => {
  const ms = numberOf(value);
  return ms !== null && ms <= LONGEST_MS ? ms : null;
};
const statusOf = (value: Json | undefined): number | null => {
  const status = Math.trunc(numberOf(value) ?? 0);
  return status > 0 && status <= HIGHEST_STATUS ? status : null;
};
const listOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

const MOST_HEADERS = 2_000;

const headersOf = (value: Json | undefined): [string, string][] =>
  listOf(value)
    .slice(0, MOST_HEADERS)
    .map((one): [string, string] => [
      textOf(objectOf(one).name).slice(0, 1_000),
      textOf(objectOf(one).value).slice(0, 100_000),
    ])
    // Bodies in a HAR are unpacked, and names of HTTP/2 are no headers.
    .filter(([name]) => name !== '' && !/^(?::|content-encoding$|transfer-encoding$)/i.test(name));

/** Where a path of the Bedrock runtime begins: a proxy that hands calls through may stand before it. */
const RUNTIME = /\/(?:model\/|guardrail\/|async-invoke(?:[/?]|$))/;

const METHOD = 'POST';
const methodOf = (request: JsonObject): string => textOf(request.method).slice(0, LONGEST.method) || METHOD;

/** Host and path of an address over HTTP, without what stands behind a `#`. */
function placeOf(url: string): { readonly host: string; readonly path: string } {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^#]*)/.exec(url) ?? [];
  return { host, path };
}

/** What an address of Bedrock's runtime asks for; null for any other. */
function routeOf(request: JsonObject): Route | null {
  const { path } = placeOf(textOf(request.url));
  const begin = path.search(RUNTIME);
  return begin < 0 ? null : readPath(path.slice(begin), methodOf(request));
}

/** The region in a host of AWS's, VPC endpoints and those of FIPS among them. */
const REGION = /(?:^|\.)bedrock-runtime(?:-fips)?\.([a-z0-9-]+)\./;
const regionOf = (host: string): string | null =>
  isAwsHost(host) ? (REGION.exec(host)?.[1]?.slice(0, LONGEST.region) ?? null) : null;

/** AWS's own address counts as AWS, another one of it as what it is. */
const targetOf = (host: string, region: string | null): string =>
  region !== null && awsAddress('bedrock-runtime', region) === `https://${host}`
    ? 'aws'
    : host.slice(0, LONGEST.target);

const routeName = (operation: string): 'converse' | 'invoke' | null =>
  /^Converse/.test(operation) ? 'converse' : /^InvokeModel/.test(operation) ? 'invoke' : null;

/** A sign that is no byte: some write bytes as signs, one for each. */
const BEYOND_BYTES = /[\u0100-\uffff]/;

function bodyOf(part: JsonObject): SharedExchange['request'] {
  const text = textOf(part.text);
  // Frames are never text: without base64 (as mitmproxy writes them) each sign is a byte.
  if (part.encoding !== 'base64' && part.mimeType === EVENT_STREAM && !BEYOND_BYTES.test(text))
    return { base64: btoa(text), size: text.length };
  const plain = { text, size: new TextEncoder().encode(text).length };
  if (part.encoding !== 'base64') return plain;
  const [, digits] = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text.replace(/\s/g, '')) ?? [];
  // A single digit of a group of four holds no byte.
  if (digits === undefined || digits.length % 4 === 1) return plain;
  return {
    base64: digits.padEnd(Math.ceil(digits.length / 4) * 4, '='),
    size: Math.floor((digits.length * 3) / 4),
  };
}

function deliveriesOf(entry: JsonObject): [number, number][] {
  return listOf(entry._deliveries).flatMap((one): [number, number][] => {
    const [given, at] = listOf(one);
    const [offset, atMs] = [numberOf(given), msOf(at)];
    return offset === null || atMs === null ? [] : [[Math.trunc(offset), atMs]];
  });
}

/** Adds times where they are known: -1 and what is missing says that they are not. */
const sum = (...parts: readonly (number | null)[]): number | null =>
  parts.some((part) => part === null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);

/** The call that an entry is by what HAR itself says of it. @param route what its address asks of Bedrock, where it does */
function callOfEntry(entry: JsonObject, route: Route | null, id: string): SharedExchange {
  const { request, response } = { request: objectOf(entry.request), response: objectOf(entry.response) };
  const { operation = '', modelId = '' } = route ?? {};
  const { host, path } = placeOf(textOf(request.url));
  const timings = objectOf(entry.timings);
  const spent = ['blocked', 'dns', 'connect', 'send'].map((name) => msOf(timings[name]) ?? 0);
  const requestMs = msOf(sum(...spent));
  const headMs = msOf(sum(requestMs, msOf(timings.wait)));
  const status = statusOf(response.status);
  const startedAt = Date.parse(textOf(entry.startedDateTime));
  const headers = headersOf(request.headers);
  const region = regionOf(host);
  return {
    id,
    side: 'bedrock',
    startedAt: Number.isFinite(startedAt) ? Math.min(Math.max(0, startedAt), LATEST) : 0,
    protocol: /2|h2/i.test(textOf(request.httpVersion)) ? 'h2' : 'http/1.1',
    method: methodOf(request),
    path: path.slice(0, LONGEST.path),
    operation,
    dialect: 'bedrock',
    route: routeName(operation),
    model: modelId === '' ? null : modelId.slice(0, LONGEST.model),
    program: (headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? '').slice(
      0,
      LONGEST.program,
    ),
    region,
    target: targetOf(host, region),
    conversation: null,
    requestHeaders: headers,
    responseHeaders: headersOf(response.headers),
    status,
    requestMs,
    headMs,
    endMs: msOf(entry.time),
    state: status === null ? 'failed' : 'done',
    failure: textOf(response.comment).slice(0, 100_000),
    flags: [],
    release: null,
    deliveries: deliveriesOf(entry),
    request: bodyOf(objectOf(request.postData)),
    response: bodyOf(objectOf(response.content)),
  };
}

/** An entry that Strata wrote, as it was; null for any other. */
function ownCall(entry: JsonObject): SharedExchange | null {
  const { version, id, side, state, operation, model, release, flags, call } = objectOf(entry._strata);
  if (version !== 1) return null;
  const known = { id, side, state, operation, model, release, flags, ...objectOf(call) };
  const read = sharedExchange.safeParse({ ...callOfEntry(entry, null, ''), ...known });
  return read.success ? read.data : null;
}

/**
 * An entry of a HAR 1.2 log that is a call to the Bedrock runtime, or one that Strata wrote, as an exchange; null for any
 * other. Reads what Strata writes beside HAR's own members (`_strata`, `_deliveries`), and does without.
 *
 * @param newId gives the exchange's new name; it is asked for calls alone that have none
 */
export function exchangeOfEntry(entry: Json, newId: () => string): SharedExchange | null {
  if (!isObject(entry)) return null;
  const own = ownCall(entry);
  if (own) return own;
  const route = routeOf(objectOf(entry.request));
  return route && callOfEntry(entry, route, newId());
}

/** The entries of a HAR log; null for what is none. */
export function entriesOf(value: Json): readonly Json[] | null {
  const log = isObject(value) ? value.log : null;
  return isObject(log ?? null) && isArray((log as JsonObject).entries)
    ? listOf((log as JsonObject).entries)
    : null;
}
