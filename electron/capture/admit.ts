import { createHash, timingSafeEqual } from 'node:crypto';
import type { NoteKind } from '../../shared/contract/capture.ts';
import { type RawHeaders, refuseForeign } from '../http/admit.ts';

/** A request that may go on: its target without the secret segment. */
export type Admission =
  | { readonly ok: true; readonly target: string }
  | {
      readonly ok: false;
      readonly kind: NoteKind;
      readonly status: number;
      readonly message: string;
      readonly hint: string;
    };

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * A path that climbs: `..` and `.` in whatever writing, and what some servers take for a slash. Whoever gets it next may
 * follow it out of Bedrock's paths, or out of the prefix of an endpoint.
 */
const CLIMBS = /(?:^|\/)(?:\.|%2e){1,2}(?=\/|%2f|%5c|$)|(?:%2f|%5c)(?:\.|%2e){2}(?=\/|%2f|%5c|$)|\\|%5c|%00/i;

const SEGMENT = /^\/k\/([\w-]{1,200})(?=\/|\?|$)/;

/**
 * Who may use a port that spends somebody's money at AWS: requests to this machine by name, from no web page, with the
 * secret segment of this session (`/k/TOKEN`) before their path. Other users of the machine do not know it.
 */
export function admit(target: string, headers: RawHeaders, token: string): Admission {
  const foreign = refuseForeign(headers, 'This address');
  if (foreign) {
    const isPage = headers.some(([name]) => name === 'origin' || name === 'sec-fetch-site');
    const kind = isPage && !foreign.message.includes('loopback names') ? 'origin' : 'host';
    const hint = kind === 'host' ? 'Point the program at 127.0.0.1.' : 'Calls have to come from a program.';
    return { ok: false, kind, status: foreign.status, message: foreign.message, hint };
  }
  const given = SEGMENT.exec(target)?.[1];
  if (given === undefined || !timingSafeEqual(sha256(given), sha256(token))) {
    return {
      ok: false,
      kind: 'token',
      status: 403,
      message:
        given === undefined
          ? 'The address lacks its secret segment (/k/…).'
          : 'The secret segment of the address is not that of this session.',
      hint: 'Copy the address again from “Connect a program”, or start the program with “strata run”.',
    };
  }
  const rest = target.slice('/k/'.length + given.length);
  if (CLIMBS.test(rest.split('?', 1)[0] ?? ''))
    return {
      ok: false,
      kind: 'path',
      status: 403,
      message: `The path may lead elsewhere than it says: ${rest.slice(0, 200)}.`,
      hint: 'Paths are passed on as they are written, without “.” and “..” among their segments, “\\” and “%00”.',
    };
  return { ok: true, target: rest.startsWith('/') ? rest : `/${rest}` };
}
