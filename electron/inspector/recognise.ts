import { createHash } from 'node:crypto';
import { type BodyMatch, releasesOf } from '../../shared/capture/release-of.ts';
import { isObject, type Json } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { CapturedCall } from './captured.ts';
import type { ClientCall } from './open-captured.ts';
import {
  bestMatch,
  type CapturedBody,
  matchReleases,
  modelString,
  possibleOrigins,
} from './release-match.ts';

/** Which releases of LiteLLM send a body. */
export interface Recognised {
  /** `1.87, 1.89`; empty where none does. */
  readonly release: string;
  /** False where nothing can be tried: it is no body that a profile could make. */
  readonly tried: boolean;
}

/** Bodies whose makers are remembered; agents and retries send the same again. */
const REMEMBERED = 300;
const remembered = new Map<string, readonly BodyMatch[]>();

const parse = (bytes: Uint8Array): Json => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return null;
  }
};

function tried(call: CapturedCall, route: Route, client: ClientCall | null): readonly BodyMatch[] {
  const body = parse(call.request);
  if (!isObject(body)) return [];
  const captured: CapturedBody = {
    modelId: call.model,
    route,
    stream: call.operation.endsWith('Stream'),
    body,
  };
  const asked = client && parse(client.request);
  if (client && isObject(asked)) {
    const request = { ...asked, model: modelString(captured) };
    return matchReleases(captured, { form: client.form, request });
  }
  return bestMatch(captured, possibleOrigins(captured));
}

/** What each release makes of the request behind a captured body; empty where nothing can be tried. */
export function matchesOf(
  call: CapturedCall,
  route: Route | null,
  client: ClientCall | null,
): readonly BodyMatch[] {
  if (route === null) return [];
  const hash = createHash('sha256').update(`${route} ${call.operation} ${call.model}\n`);
  hash.update(call.request).update(client ? `\n${client.form}\n` : '\n');
  const key = hash.update(client?.request ?? '').digest('base64');
  const known = remembered.get(key);
  if (known) return known;
  const matches = tried(call, route, client);
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, matches);
  return matches;
}

/** Which LiteLLM made a captured body. */
export function recognise(call: CapturedCall, route: Route, client: ClientCall | null): Recognised {
  const matches = matchesOf(call, route, client);
  return { release: releasesOf(matches), tried: matches.length > 0 };
}
