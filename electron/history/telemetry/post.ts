import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { promisify } from 'node:util';
import { gzip as packed } from 'node:zlib';
import { readPartial } from './encode.ts';

/** What became of a batch. */
export type Posted =
  | { readonly kind: 'taken'; readonly refused: number; readonly message: string }
  /** Not now: it is tried again, not before `afterMs` where the receiver says so. */
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs: number | null }
  /** The receiver does not want this batch, whatever comes: something in it is wrong for it. */
  | { readonly kind: 'unwanted'; readonly reason: string };

export interface Post {
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly mediaType: string;
  /** Whether the body goes packed with gzip. */
  readonly gzip: boolean;
  readonly body: Uint8Array;
  readonly signal: AbortSignal;
}

/** As OpenTelemetry's exporters wait, milliseconds. */
const TIMEOUT_MS = 10_000;
/** What is read of an answer, bytes. */
const LONGEST_ANSWER = 64 * 1024;
/** What is shown of a receiver's words, UTF-16 units. */
const LONGEST_WORDS = 200;

/** What is wrong with the batch and stays so; all else may be mended: an address, a key, a receiver that is down. */
const UNWANTED = new Set([400, 413, 422]);

/** `Retry-After` as milliseconds: seconds or a date; null where it is neither. */
function afterMs(value: string | undefined, now: number): number | null {
  if (value === undefined || value === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function wordsOf(bytes: Uint8Array, mediaType: string): string {
  if (!/^(?:text\/plain|application\/json)/.test(mediaType)) return '';
  const text = new TextDecoder().decode(bytes).replace(/\s+/g, ' ').trim();
  return text === '' ? '' : `: ${text.slice(0, LONGEST_WORDS)}`;
}

const pack = promisify(packed);

/** Sends a batch by OTLP/HTTP. Redirects are not followed. Never rejects. */
export async function postSpans({ body, gzip, ...rest }: Post): Promise<Posted> {
  return gzip ? post(rest, await pack(body), { 'content-encoding': 'gzip' }) : post(rest, body, {});
}

function post(
  { url, headers, mediaType, signal }: Omit<Post, 'body' | 'gzip'>,
  body: Uint8Array,
  packing: Readonly<Record<string, string>>,
): Promise<Posted> {
  return new Promise((resolve) => {
    const later = (reason: string, after: number | null = null): void =>
      resolve({ kind: 'later', reason, afterMs: after });
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          ...Object.fromEntries(headers),
          'content-type': mediaType,
          'content-length': body.length,
          ...packing,
          'user-agent': 'strata',
        },
        signal,
      },
      (response) => {
        const pieces: Buffer[] = [];
        let length = 0;
        response.on('data', (piece: Buffer) => {
          length += piece.length;
          if (length <= LONGEST_ANSWER) pieces.push(piece);
          else response.destroy();
        });
        response.on('close', () => {
          const status = response.statusCode ?? 0;
          const type = response.headers['content-type'] ?? '';
          const answer = Buffer.concat(pieces);
          if (status >= 200 && status < 300) {
            resolve({ kind: 'taken', ...readPartial(answer, type) });
            return;
          }
          const reason =
            `The receiver answered ${status} ${response.statusMessage ?? ''}`.trim() + wordsOf(answer, type);
          if (UNWANTED.has(status)) resolve({ kind: 'unwanted', reason });
          else later(reason, afterMs(response.headers['retry-after'], Date.now()));
        });
      },
    );
    const timer = setTimeout(
      () => request.destroy(new Error(`No answer in ${TIMEOUT_MS / 1000} seconds`)),
      TIMEOUT_MS,
    );
    request.on('close', () => clearTimeout(timer));
    request.on('error', (error: NodeJS.ErrnoException) =>
      later(`${error.message || error.code || 'It failed'}.`),
    );
    request.end(body);
  });
}
