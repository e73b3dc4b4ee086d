import { createHash } from 'node:crypto';
import { type BodyMatch, releasesOf } from '../../shared/capture/release-of.ts';
import { isObject } from '../../shared/json/json.ts';
import { valueOfBody } from '../../shared/json/parse.ts';
import { namesOfMattering } from '../../shared/losses/group.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { CapturedRequest, ClientCall } from './captured.ts';
import { type CapturedBody, modelString, type Origin } from './origins/origin.ts';
import { possibleOrigins } from './origins/possible.ts';
import { bestMatch, bodyAs, clientOrigins, type Explanation, lossesAs } from './release-match.ts';

/** Which releases of LiteLLM send a body. */
export interface Recognised {
  /** `1.87, 1.89`; empty where none does. */
  readonly release: string;
  /** False where nothing can be tried: it is no body that a profile could make. */
  readonly tried: boolean;
  /** What of the client's call was lost on the way that changes the answer or its cost; empty where that is not known. */
  readonly lost: readonly string[];
}

/** Bodies whose makers are remembered; agents and retries send the same again. */
const REMEMBERED = 300;
/** Losses that are named. */
const MOST_LOST = 20;
const remembered = new Map<string, Known>();

/** What is remembered of a body: without its texts, which would be hundreds of megabytes. */
interface Known {
  readonly matches: readonly BodyMatch[];
  /** Which of the requests that may stand behind it explains it best. */
  readonly at: number;
}

/** A captured body, and the request behind it that explains it best. */
interface Explained extends Explanation {
  readonly captured: CapturedBody;
}

interface Subject {
  readonly captured: CapturedBody;
  readonly origins: readonly Origin[];
}

/** A captured body with the requests that may stand behind it; null where it is none that a profile could make. */
function asked(call: CapturedRequest, route: Route | null, client: ClientCall | null): Subject | null {
  const body = valueOfBody(call.request);
  if (!isObject(body) || route === null) return null;
  const stream = call.operation.endsWith('Stream');
  const captured: CapturedBody = { modelId: call.model, route, stream, body };
  const own = client && valueOfBody(client.request);
  if (client && isObject(own)) {
    const request = { ...own, model: modelString(captured) };
    return { captured, origins: clientOrigins(client.form, request) };
  }
  return { captured, origins: possibleOrigins(captured) };
}

/** What each release makes of the request behind a body; `subject` is asked for it where it is not remembered. */
function known(
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
  subject: () => Subject | null,
): Known {
  const hash = createHash('sha256').update(`${route} ${call.operation} ${call.model}\n`);
  hash.update(call.request).update(client ? `\n${client.form}\n` : '\n');
  const key = hash.update(client?.request ?? '').digest('base64');
  const before = remembered.get(key);
  if (before) return before;
  const { captured, origins } = subject() ?? { captured: null, origins: [] };
  const best = captured && bestMatch(captured, origins);
  const found = best ? { matches: best.matches, at: origins.indexOf(best.origin) } : { matches: [], at: 0 };
  if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(key, found);
  return found;
}

/** The request behind a captured body with what each release makes of it; null where nothing can be tried. */
function explained(call: CapturedRequest, route: Route | null, client: ClientCall | null): Explained | null {
  const subject = asked(call, route, client);
  if (!subject) return null;
  const { matches, at } = known(call, route, client, () => subject);
  const origin = subject.origins[at];
  return origin && matches.length > 0 ? { captured: subject.captured, origin, matches } : null;
}

/** What each release makes of the request behind a captured body; empty where nothing can be tried. */
export const matchesOf = (
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
): readonly BodyMatch[] => known(call, route, client, () => asked(call, route, client)).matches;

/** The body that a profile makes of the request behind a captured one, as JSON; null where it makes none. */
export function predictedBody(
  call: CapturedRequest,
  route: Route | null,
  client: ClientCall | null,
  profile: ProfileId,
): string | null {
  const behind = explained(call, route, client);
  const body = behind && bodyAs(profile, behind.origin, behind.captured);
  return body ? JSON.stringify(body) : null;
}

/** What the newest release that makes a body loses of the request behind it; nothing where no release makes it. */
function lostOf({ origin, matches, captured }: Explained): readonly string[] {
  const made = matches.filter(({ outcome }) => outcome === 'equal').at(-1);
  return made ? namesOfMattering(lossesAs(made.profile, origin, captured)).slice(0, MOST_LOST) : [];
}

/** Which LiteLLM made a captured body, and what it lost of the client's call. */
export function recognise(call: CapturedRequest, route: Route, client: ClientCall | null): Recognised {
  const behind = explained(call, route, client);
  const matches = behind?.matches ?? [];
  // Only a client's own call tells what was lost of it: one that is made up from the body lacks what is lost.
  const lost = behind && client ? lostOf(behind) : [];
  return { release: releasesOf(matches), tried: matches.length > 0, lost };
}
