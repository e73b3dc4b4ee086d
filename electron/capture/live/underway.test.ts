import { expect, test } from 'vitest';
import { startOf } from '../../history/testing.ts';
import { LiveLog } from '../live-log.ts';
import { SessionSecrets } from './secrets.ts';
import { Underway } from './underway.ts';

const SECRET = 'a-secret-of-the-chain';

function noted() {
  const log = new LiveLog({ one: () => Promise.reject(new Error('no worker')) });
  const secrets = new SessionSecrets(log.salt);
  const underway = new Underway(secrets);
  return { log, secrets, underway, sink: underway.noting(log) };
}

test('a call that runs has the row that the list has of it before its answer begins', () => {
  const { log, underway, sink } = noted();
  const start = startOf({ program: `app ${SECRET}`, cause: { client: 'c', evidence: 'stamp' } });
  sink.learn(SECRET);
  sink.opened(start);
  sink.requestBody(start.id, Buffer.from('{"messages":[]}'));
  sink.requestEnded(start.id, 1);
  sink.described(start.id, { preparation: true });
  const row = underway.row(start.id);
  expect(row).toEqual({ ...log.row(start.id), number: 0 });
  expect(row?.program).not.toContain(SECRET);
  sink.ended(start.id, { state: 'done', atMs: 2, failure: '' });
  expect(underway.row(start.id)).toBeNull();
});

test('what was edited as the list shows it has its secrets again', () => {
  const { secrets, underway, sink } = noted();
  const start = startOf({ headers: [['x-own', SECRET]] });
  sink.learn(SECRET);
  sink.opened(start);
  sink.requestBody(start.id, Buffer.from(`{"key":"${SECRET}"}`));
  const shown = secrets.clean(SECRET);
  expect(shown).not.toBe(SECRET);
  expect(underway.restore(start.id, `{"other":"${shown}"}`)).toBe(`{"other":"${SECRET}"}`);
  const [[, header = ''] = []] = secrets.shown(start.headers);
  expect(underway.restoreHeaders(start.id, [['x-own', header]])).toEqual([['x-own', SECRET]]);
});
