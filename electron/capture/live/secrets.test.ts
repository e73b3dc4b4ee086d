import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../shared/capture/exchange.ts';
import { SessionSecrets } from './secrets.ts';

const KEY = `sk-ant-api03-${'aB3dE6gH9k'.repeat(4)}`;
const LEARNED = 'a-password-that-has-no-form-of-its-own';

/** A session that knows `LEARNED`. */
function session(): SessionSecrets {
  const secrets = new SessionSecrets();
  secrets.learn(LEARNED);
  return secrets;
}

describe('secrets of a session', () => {
  it('are marked by a salt of 16 bytes that no other session has', () => {
    const [one, other] = [session(), session()];
    expect(one.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(other.salt).not.toBe(one.salt);
    expect(other.clean(KEY)).not.toBe(one.clean(KEY));
  });

  it('are shown as marks, whether they were learned or their form tells them', () => {
    const shown = session().clean(`key ${KEY}, word ${LEARNED}.`);
    expect(shown).toMatch(/^key REDACTED-\S+, word REDACTED-\S+\.$/);
    expect(shown).not.toContain(KEY.slice(-16));
  });

  it('are given out in the order in which they were learned, each once', () => {
    const secrets = session();
    secrets.learn('second-secret', LEARNED, 'third-secret');
    expect(secrets.known()).toEqual([LEARNED, 'second-secret', 'third-secret']);
  });

  it('are a thousand at the most: the oldest is forgotten first', () => {
    const secrets = new SessionSecrets();
    secrets.learn(...Array.from({ length: 1000 }, (_, index) => `secret-number-${index}`));
    expect(secrets.known()).toHaveLength(1000);
    expect(secrets.known()[0]).toBe('secret-number-0');
    secrets.learn('one-more', 'and-another');
    expect(secrets.known()).toHaveLength(1000);
    expect(secrets.known()[0]).toBe('secret-number-2');
    expect(secrets.known().at(-1)).toBe('and-another');
  });
});

describe('headers', () => {
  const came: HeaderList = [
    ['X-Api-Key', KEY],
    ['x-api-key', `${KEY}2`],
    ['accept', 'application/json'],
  ];

  it('lose their secrets where they are shown', () => {
    const shown = session().shown(came);
    expect(shown.map(([name]) => name)).toEqual(['X-Api-Key', 'x-api-key', 'accept']);
    expect(JSON.stringify(shown)).not.toContain(KEY.slice(-16));
    expect(shown[2]).toEqual(['accept', 'application/json']);
  });

  it('have the values again with which they came where they were left alone, by whatever case of their name', () => {
    const secrets = session();
    const [first, second, third] = secrets
      .shown(came)
      .map(([name, value]): [string, string] => [name, value]);
    const edited = [
      ['X-API-KEY', first?.[1] ?? ''],
      ['X-API-KEY', second?.[1] ?? ''],
      ['accept', third?.[1] ?? ''],
    ] as const;
    expect(secrets.restoreHeaders(came, edited)).toEqual([
      ['X-API-KEY', KEY],
      ['X-API-KEY', `${KEY}2`],
      ['accept', 'application/json'],
    ]);
  });

  it('keep what was written into them', () => {
    const secrets = session();
    const [first] = secrets.shown(came);
    expect(
      secrets.restoreHeaders(came, [
        ['x-api-key', 'written by hand'],
        ['x-other', first?.[1] ?? ''],
      ]),
    ).toEqual([
      ['x-api-key', 'written by hand'],
      ['x-other', first?.[1] ?? ''],
    ]);
  });
});

describe('a text that was edited as it is shown', () => {
  it('has each secret again where its mark stands, however often', () => {
    const secrets = session();
    const original = `{"a": "${KEY}", "b": "${LEARNED}"}`;
    const shown = secrets.clean(original);
    expect(secrets.restore(original, shown)).toBe(original);
    expect(secrets.restore(original, `${shown} and ${shown}`)).toBe(`${original} and ${original}`);
  });

  it('keeps what was written into it, and loses no secret to it', () => {
    const secrets = session();
    const original = `{"a": "${KEY}"}`;
    const edited = secrets.clean(original).replace('"a"', '"renamed"');
    expect(secrets.restore(original, edited)).toBe(`{"renamed": "${KEY}"}`);
    expect(secrets.restore(original, '{}')).toBe('{}');
  });

  it('is left as it is where the original holds no secret', () => {
    expect(session().restore('{"a": 1}', '{"a": 2}')).toBe('{"a": 2}');
  });
});
