import { createHash } from 'node:crypto';
import { type BodyMatch, releasesOf } from '../../shared/capture/release-of.ts';
import { isObject } from '../../shared/json/json.ts';
import { valueOfBody } from '../../shared/json/parse.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { CapturedRequest, ClientCall } from './captured.ts';
import {
  bestMatch,
  bodyAs,
  type CapturedBody,
  modelString,
  type Origin,
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

/** A captured body with the requests that may stand behind it; null where it is none that a profile could make. */
function asked(
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
): { readonly captured: CapturedBody; readonly origins: readonly Origin[] } | null {
  const body = valueOfBody(call.request);
  if (!isObject(body) || route === null) return null;
  const stream = call.operation.endsWith('Stream');
  const captured: CapturedBody = { modelId: call.model, route, stream, body };
  const own = client && valueOfBody(client.request);
  if (client && isObject(own)) {
    const request = { ...own, model: modelString(captured) };
    return { captured, origins: [{ form: client.form, request }] };
  }
  return { captured, origins: possibleOrigins(captured) };
}

/** What each release makes of the request behind a captured body; empty where nothing can be tried. */
export function matchesOf(
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
): readonly BodyMatch[] {
  const hash = createHash('sha256').update(`${route} ${call.operation} ${call.model}\n`);
  hash.update(call.request).update(client ? `\n${client.form}\n` : '\n');
  const key = hash.update(client?.request ?? '').digest('base64');
  const known = remembered.get(key);
  if (known) return known;
  const subject = asked(call, route, client);
  const matches = subject ? (bestMatch(subject.captured, subject.origins)?.matches ?? []) : [];
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, matches);
  return matches;
}

/** The body that a profile makes of the request behind a captured one, as JSON; null where it makes none. */
export function predictedBody(
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
  profile: ProfileId,
): string | null {
  const subject = asked(call, route, client);
  if (!subject) return null;
  const { captured, origins } = subject;
  const origin = origins.length < 2 ? origins[0] : bestMatch(captured, origins)?.origin;
  const body = origin && bodyAs(profile, origin, captured);
  return body ? JSON.stringify(body) : null;
}

/** Which LiteLLM made a captured body. */
export function recognise(call: CapturedRequest, route: Route, client: ClientCall | null): Recognised {
  const matches = matchesOf(call, route, client);
  return { release: releasesOf(matches), tried: matches.length > 0 };
}
