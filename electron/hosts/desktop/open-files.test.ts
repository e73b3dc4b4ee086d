import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { DeskEvent } from '../../../shared/contract/desk.ts';
import type { OpenedShare } from '../../../shared/contract/share.ts';
import { Desk } from '../desk.ts';
import { FileOpener } from './open-files.ts';
import { RecentFiles } from './recent-files.ts';

// Outside of Electron there is no list of recent documents.
vi.mock('electron', () => ({ app: { addRecentDocument: () => undefined }, dialog: {} }));

const dir = mkdtempSync(path.join(tmpdir(), 'strata-open-'));
afterAll(() => rmSync(dir, { recursive: true }));

const REQUEST = path.join(dir, 'request.json');
writeFileSync(REQUEST, '{"a":1}');

/** What the window is told of a file, and the files that are in the list then. */
async function opening(file: string, opened: OpenedShare) {
  const desk = new Desk();
  const recent = new RecentFiles(path.join(dir, `${Math.random()}.json`));
  await new FileOpener({ desk, recent, share: async () => opened, onChange: () => undefined }).open(file);
  const told: DeskEvent[] = [];
  for await (const event of desk.follow(new AbortController().signal)) {
    told.push(event);
    break;
  }
  return { told, recent: recent.paths };
}

const TAKEN: OpenedShare = { ok: true, taken: 2, known: 1, last: 'a' };

it.each<readonly [string, string, OpenedShare, DeskEvent, number]>([
  [
    'a share file: what came of it',
    path.join(dir, 'calls.strata'),
    TAKEN,
    { type: 'shared', name: 'calls.strata', taken: 2, known: 1 },
    1,
  ],
  [
    'a share file that cannot be read: why',
    path.join(dir, 'calls.strata'),
    { ok: false, message: 'It is cut short.' },
    { type: 'notice', text: 'calls.strata was not opened: It is cut short.' },
    0,
  ],
  ['any other file: its text', REQUEST, TAKEN, { type: 'file', name: 'request.json', text: '{"a":1}' }, 1],
])('tells the window of %s', async (_name, file, opened, event, kept) => {
  const { told, recent } = await opening(file, opened);
  expect(told).toEqual([event]);
  expect(recent).toHaveLength(kept);
});
