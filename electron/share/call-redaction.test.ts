import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL_FILES, type CallFile, type RedactionChoices } from '../../shared/contract/share.ts';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import type { History } from '../history/history.ts';
import { openHistory, startOf, tell } from '../history/testing.ts';
import { fileOf as fileIn } from './testing.ts';

const ACCOUNT = '123456789012';
const EMAIL = 'jane.doe@acme.io';
const HOST = 'litellm.acme.internal';

/** Secrets by their own form or by the name beside them, in pieces: no scanner has to read them here. */
const SECRETS: Readonly<Record<string, string>> = {
  'an AWS key id': `AKIA${'IOSFODNN7EXAMPL3'}`,
  'an API key': `sk-ant-api03-${'abcdefghijklmnopqrstuvwxyz0123456789'}`,
  'a GitHub token': `ghp_${'abcdefghijklmnopqrstuvwxyz0123456789'}`,
  'a Slack token': `xoxb-${'123456789012-abcdefghijklmnop'}`,
  'a web token': `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`,
  'a private key': `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA'.repeat(4)}\n-----END RSA PRIVATE KEY-----`,
  'a password in a URL': 'hunter2-in-the-url',
  'a bearer token of a header': 'bearer-of-the-header-123',
  'a cookie': 'session-of-the-cookie-123',
  'a password beside its name': 'hunter2-by-its-name',
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const delta = (text: string): string => JSON.stringify({ contentBlockIndex: 0, delta: { text } });
const frame = (text: string): Uint8Array => encodeFrame(eventHeaders('contentBlockDelta'), utf8(delta(text)));
const event = (text: string): Uint8Array =>
  utf8(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`);

/** What an answer says, in pieces of a few characters as models send it. */
const SAID = `Write to ${EMAIL} or see https://${HOST}:4000/x of acme.`;
const PIECES = SAID.match(/.{1,5}/g) ?? [];

function tellStream(history: History, type: string, piece: (text: string) => Uint8Array): string {
  const start = startOf({
    side: type === 'text/event-stream' ? 'client' : 'bedrock',
    operation: 'ConverseStream',
    route: 'converse',
    target: `${HOST}:4000`,
    model: `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/x`,
    path: `/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A${ACCOUNT}%3Ainference-profile%2Fx/converse-stream`,
    headers: [
      ['host', `${HOST}:4000`],
      ['authorization', `Bearer ${SECRETS['a bearer token of a header']}`],
      ['cookie', `session=${SECRETS['a cookie']}`],
    ],
  });
  const { id } = start;
  history.take({ type: 'opened', start });
  const { 'a bearer token of a header': _b, 'a cookie': _c, ...inBody } = SECRETS;
  const request = {
    messages: [{ role: 'user', content: [{ text: `Our plan, by ${EMAIL}` }] }],
    requestMetadata: {
      note: Object.values(inBody).slice(0, -2).join(' '),
      hook: `https://admin:${SECRETS['a password in a URL']}@${HOST}/x`,
      password: SECRETS['a password beside its name'],
    },
  };
  history.take({ type: 'request-body', id, bytes: utf8(JSON.stringify(request)) });
  history.take({ type: 'request-ended', id, atMs: 1 });
  history.take({ type: 'head', id, head: { status: 200, headers: [['content-type', type]], atMs: 5 } });
  for (const [i, text] of PIECES.entries())
    history.take({ type: 'delivery', id, bytes: piece(text), atMs: 10 + i });
  history.take({ type: 'ended', id, end: { state: 'done', atMs: 120, failure: '' } });
  history.flush();
  return id;
}

const STREAMS = [
  ['application/vnd.amazon.eventstream', frame],
  ['text/event-stream', event],
] as const;

let history: History;
beforeAll(() => {
  history = openHistory().history;
});
afterAll(() => history.close());

/** A file of a call as text, its streams unpacked. */
async function fileOf(id: string, form: CallFile, choices: Partial<RedactionChoices> = {}) {
  const made = await fileIn(history, [id], form, choices);
  if (!made) throw new Error('not kept');
  const bytes = Buffer.from(made.base64, 'base64');
  const text = form === 'strata' ? gunzipSync(bytes).toString() : bytes.toString();
  const packed = text.match(/[A-Za-z0-9+/]{200,}={0,2}/g) ?? [];
  const streams = packed.map((one) => Buffer.from(one, 'base64').toString('latin1'));
  return { ...made, text: [text, ...streams].join('\n') };
}

/** What the pieces of a stream say together. */
const saidIn = (text: string): string =>
  [...text.replace(/\\+"|&quot;/g, '"').matchAll(/(?:"text":|"content":)"([^"]{0,60})"/g)]
    .map(([, piece]) => piece)
    .join('');

describe.each(STREAMS)('a call with an answer of %s', (type, piece) => {
  let id: string;
  beforeAll(() => {
    id = tellStream(history, type, piece);
  });

  it.each(CALL_FILES)('leaves as %s without secrets and without what is private', async (form) => {
    const { text, taken } = await fileOf(id, form);
    for (const [kind, secret] of Object.entries(SECRETS)) {
      expect(text, kind).not.toContain(secret);
      expect(text, kind).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    for (const gone of [ACCOUNT, EMAIL, HOST]) {
      expect(text).not.toContain(gone);
      expect(saidIn(text)).not.toContain(gone);
    }
    expect(text).toContain('Our plan');
    expect(taken.map(({ kind, taken: out }) => [kind, out])).toEqual(
      expect.arrayContaining([
        ['host', true],
        ['account', true],
        ['email', true],
        ['password', true],
        ['message-text', false],
      ]),
    );
    expect(text).toMatch(/E-mail addresses/);
  });

  it('keeps a value, or loses what was said, as the person chooses', async () => {
    const kept = await fileOf(id, 'strata', { kept: ['email', `host ${HOST}:4000`] });
    expect(kept.text).toContain(EMAIL);
    expect(kept.text).toContain(`${HOST}:4000`);
    expect(saidIn(kept.text)).toContain(SAID.slice(0, 30));
    const silent = await fileOf(id, 'strata', { alsoTaken: ['message-text'] });
    expect(silent.text).not.toContain('Our plan');
    expect(saidIn(silent.text)).not.toContain('Write to');
    const chosen = await fileOf(id, 'strata', { texts: ['Our plan'] });
    expect(chosen.text).not.toContain('Our plan');
  });

  it('keeps its length, and so the times of its pieces', async () => {
    const lines = (await fileOf(id, 'strata')).text.split('\n');
    const { exchange } = JSON.parse(lines[1] ?? '');
    const size = PIECES.reduce((sum, text) => sum + piece(text).length, 0);
    const bytes =
      'base64' in exchange.response
        ? Buffer.from(exchange.response.base64, 'base64').length
        : Buffer.byteLength(exchange.response.text);
    expect(bytes).toBe(size);
    expect(exchange.deliveries).toHaveLength(PIECES.length);
  });
});

it('a call without anything private leaves as it was kept', async () => {
  const id = tell(history, { request: '\uFEFF{"messages":[]}', response: '{"a":1}' });
  history.flush();
  const { text, taken } = await fileOf(id, 'strata');
  expect(text).toContain('\uFEFF');
  expect(taken).toEqual([]);
});
