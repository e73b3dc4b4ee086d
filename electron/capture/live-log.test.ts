import { expect, test } from 'vitest';
import { decode } from '../../shared/contract/encoded.ts';
import { startOf } from '../history/testing.ts';
import type { Job } from '../inspector/work/job.ts';
import { LiveLog } from './live-log.ts';

/** What a window was told of an exchange's answer, bytes, batch by batch. */
async function told(log: LiveLog, steps: readonly (() => void)[]): Promise<readonly number[]> {
  const stop = new AbortController();
  const left = [...steps];
  const sizes: number[] = [];
  for await (const encoded of log.follow(stop.signal)) {
    const event = decode(encoded);
    if (event.type === 'rows') sizes.push(...event.rows.map((row) => row.responseBytes));
    const step = left.shift();
    if (step) step();
    else stop.abort();
  }
  return sizes;
}

test('a window is told of an answer at its first piece, once a second, and at its end', async () => {
  const log = new LiveLog({ one: () => Promise.reject(new Error('no worker')) });
  const start = startOf();
  const piece = Buffer.alloc(10);
  const pieces = (from: number, to: number): void => {
    for (let at = from; at < to; at += 20) log.delivery(start.id, piece, at);
  };
  log.opened(start);
  log.responseHead(start.id, { status: 200, headers: [], atMs: 1 });
  const sizes = await told(log, [
    () => pieces(100, 120),
    () => {
      pieces(120, 1_100);
      expect(log.row(start.id)?.responseBytes).toBe(500);
      pieces(1_100, 1_120);
    },
    () => {
      pieces(1_120, 2_000);
      log.ended(start.id, { state: 'done', atMs: 2_000, failure: '' });
    },
  ]);
  expect(sizes).toEqual([0, 10, 510, 950]);
});

test('pieces within a second of one that was told wake no window', async () => {
  const log = new LiveLog({ one: () => Promise.reject(new Error('no worker')) });
  const start = startOf();
  log.opened(start);
  const stop = new AbortController();
  const events = log.follow(stop.signal);
  await events.next();
  log.delivery(start.id, Buffer.alloc(10), 5);
  await events.next();
  let more = false;
  const next = events.next().then(() => {
    more = true;
  });
  for (let at = 10; at < 1_005; at += 5) log.delivery(start.id, Buffer.alloc(10), at);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(more).toBe(false);
  log.delivery(start.id, Buffer.alloc(10), 1_005);
  await next;
  stop.abort();
});

test('no release is looked for behind a body that a proxy only handed on', async () => {
  const asked: string[] = [];
  const work = {
    one: async (job: Job): Promise<string> => {
      if (job.kind === 'recognise') asked.push(Buffer.from(job.call.request).toString());
      return JSON.stringify(
        job.kind === 'judge' ? { flags: [], prefixes: [] } : { release: '', tried: false, lost: [] },
      );
    },
  };
  const log = new LiveLog(work);
  for (const path of ['/bedrock/model/claude/converse', '/v1/chat/completions']) {
    const client = startOf({ side: 'client', dialect: 'other', path, route: null });
    const evidence = 'request-id';
    const call = startOf({ program: 'LiteLLM 1.109.1', cause: { client: client.id, evidence } });
    for (const one of [client, call]) {
      log.opened(one);
      log.requestBody(one.id, Buffer.from(one === call ? path : ''));
      log.ended(one.id, { state: 'done', atMs: 1, failure: '' });
    }
  }
  await log.settled();
  expect(asked).toEqual(['/v1/chat/completions']);
});
