import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));

/** How long a link may be used, milliseconds. */
const LINK_MS = 60_000;

function cookieValue(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

/**
 * Who may talk to the browser host. Any page in any browser can reach a port on loopback, so each
 * request must name this host (a rebound DNS name does not), come from the page's own origin and
 * carry the session's cookie, which only a one-time link hands out.
 */
export class Access {
  readonly #session = randomBytes(32).toString('base64url');
  #link: { readonly token: string; readonly untilMs: number } | null = null;
  readonly #now: () => number;
  readonly #hosts: readonly string[];
  readonly #cookie: string;

  /**
   * @param port the port that the host listens on
   * @param now a clock that nobody can set, milliseconds
   */
  constructor(port: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    // Cookies do not tell ports apart; the name does, so that two hosts can run side by side.
    this.#cookie = `strata_${port}`;
  }

  /** A fresh token for a link that lets one browser in, once and for a minute; an earlier one is void from here on. */
  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#link = { token, untilMs: this.#now() + LINK_MS };
    return token;
  }

  /** Takes a token out of circulation; the `Set-Cookie` value that it buys, or `null` for a wrong, used or old one. */
  redeem(token: string): string | null {
    const link = this.#link;
    if (!link || !same(link.token, token)) return null;
    this.#link = null;
    if (this.#now() > link.untilMs) return null;
    return `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** True where the Host header is this host's own loopback address. */
  knowsHost(request: IncomingMessage): boolean {
    return this.#hosts.includes(request.headers.host ?? '');
  }

  /** True where nothing says that another site's page made the request. */
  sameOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    return origin === undefined || origin === `http://${host}`;
  }

  hasSession(request: IncomingMessage): boolean {
    const value = cookieValue(request, this.#cookie);
    return value !== null && same(value, this.#session);
  }

  /** What a WebSocket upgrade must show. Browsers always send Origin there, so a missing one is refused. */
  allowsUpgrade(request: IncomingMessage): boolean {
    return (
      this.knowsHost(request) &&
      request.headers.origin !== undefined &&
      this.sameOrigin(request) &&
      this.hasSession(request)
    );
  }
}
