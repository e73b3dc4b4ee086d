import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

const PORT = 4711;
const HOST = `127.0.0.1:${PORT}`;

/** What Access reads of a request. */
const asking = (headers: IncomingHttpHeaders): IncomingMessage => ({ headers }) as IncomingMessage;

function open(): { readonly access: Access; readonly cookie: string; readonly session: string } {
  const access = new Access(PORT);
  const set = access.redeem(access.issueToken()) ?? '';
  const cookie = set.split(';')[0] as string;
  return { access, cookie, session: cookie.slice(cookie.indexOf('=') + 1) };
}

const has = (access: Access, cookie: string): boolean => access.hasSession(asking({ cookie }));

describe('the session', () => {
  it('is the cookie of its own name, wherever it stands among others', () => {
    const { access, cookie } = open();
    for (const header of [
      cookie,
      `other=1; ${cookie}`,
      `other=1;${cookie}`,
      `${cookie}; other=1`,
      `flag; ${cookie}`,
      ` ${cookie} `,
    ])
      expect(has(access, header), header).toBe(true);
  });

  it('is not another cookie with its value', () => {
    const { access, session } = open();
    expect(has(access, `other=${session}`)).toBe(false);
    expect(has(access, `strata_${PORT + 1}=${session}`)).toBe(false);
    expect(has(access, `xstrata_${PORT}=${session}`)).toBe(false);
  });

  it('is not behind another cookie with its name', () => {
    const { access, cookie } = open();
    expect(has(access, `strata_${PORT}=wrong; ${cookie}`)).toBe(false);
    // A name without a value is no cookie, so the next one counts.
    expect(has(access, `strata_${PORT}; ${cookie}`)).toBe(true);
  });

  it('is missing without a cookie, with an empty one and with part of it', () => {
    const { access, cookie } = open();
    expect(access.hasSession(asking({}))).toBe(false);
    for (const header of ['', `strata_${PORT}=`, `strata_${PORT}`, cookie.slice(0, -1), `${cookie}x`])
      expect(has(access, header), header).toBe(false);
  });

  it('is one per host', () => {
    const { cookie } = open();
    expect(has(new Access(PORT), cookie)).toBe(false);
  });

  it('is given to this site alone and not to its scripts', () => {
    const access = new Access(PORT);
    expect(access.redeem(access.issueToken())).toMatch(
      /^strata_4711=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });
});

describe('a link', () => {
  it('lets in once', () => {
    const access = new Access(PORT);
    const token = access.issueToken();
    expect(access.redeem(token)).not.toBeNull();
    expect(access.redeem(token)).toBeNull();
  });

  it('is guessed by nobody, and stays good when somebody tries', () => {
    const access = new Access(PORT);
    const [one, two] = [access.issueToken(), access.issueToken()];
    expect(one).not.toBe(two);
    for (const wrong of ['', one.slice(0, -1), `${one}x`, new Access(PORT).issueToken()])
      expect(access.redeem(wrong)).toBeNull();
    expect(access.redeem(two)).not.toBeNull();
    expect(access.redeem(one)).toBeNull();
  });
});

describe('a request', () => {
  it('names this host by address or as localhost, with its port', () => {
    const access = new Access(PORT);
    for (const host of [HOST, `localhost:${PORT}`])
      expect(access.knowsHost(asking({ host })), host).toBe(true);
    for (const host of ['', 'localhost', '127.0.0.1', `127.0.0.1:${PORT + 1}`, `evil.example:${PORT}`])
      expect(access.knowsHost(asking({ host })), host).toBe(false);
    expect(access.knowsHost(asking({}))).toBe(false);
  });

  it('comes from the page itself or from no page', () => {
    const access = new Access(PORT);
    const sameOrigin = (origin: string | undefined): boolean =>
      access.sameOrigin(asking(origin === undefined ? { host: HOST } : { host: HOST, origin }));
    expect(sameOrigin(undefined)).toBe(true);
    expect(sameOrigin(`http://${HOST}`)).toBe(true);
    for (const origin of ['', 'null', `https://${HOST}`, `http://localhost:${PORT}`, 'http://evil.example'])
      expect(sameOrigin(origin), origin).toBe(false);
  });
});

describe('an upgrade', () => {
  it('needs host, origin and session, each of them', () => {
    const { access, cookie } = open();
    const whole = { host: HOST, origin: `http://${HOST}`, cookie };
    expect(access.allowsUpgrade(asking(whole))).toBe(true);
    const { host: _host, ...hostless } = whole;
    const { origin: _origin, ...originless } = whole;
    const { cookie: _cookie, ...cookieless } = whole;
    for (const headers of [hostless, originless, cookieless]) {
      expect(access.allowsUpgrade(asking(headers))).toBe(false);
    }
    const rebound = `evil.example:${PORT}`;
    expect(access.allowsUpgrade(asking({ ...whole, host: rebound, origin: `http://${rebound}` }))).toBe(
      false,
    );
    expect(access.allowsUpgrade(asking({ ...whole, origin: 'http://evil.example' }))).toBe(false);
    expect(access.allowsUpgrade(asking({ ...whole, cookie: 'other=1' }))).toBe(false);
  });
});

describe('a link', () => {
  it('is one at a time: a new one makes the earlier one void', () => {
    const access = new Access(PORT);
    const [first, second] = [access.issueToken(), access.issueToken()];
    expect(access.redeem(first)).toBeNull();
    expect(access.redeem(second)).not.toBeNull();
  });

  it('lives for a minute and no longer, used or not', () => {
    let now = 0;
    const access = new Access(PORT, () => now);
    const early = access.issueToken();
    now += 60_000;
    expect(access.redeem(early)).not.toBeNull();
    const late = access.issueToken();
    now += 60_001;
    expect(access.redeem(late)).toBeNull();
    now -= 60_001;
    expect(access.redeem(late)).toBeNull();
  });
});
