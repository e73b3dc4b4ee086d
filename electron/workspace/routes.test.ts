import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '@orpc/server';
import { afterAll, expect, it } from 'vitest';
import type { EditedText } from '../../shared/contract/inspect-session.ts';
import { SessionTexts } from '../inspector/session-texts.ts';
import { workspaceRoutes } from './routes.ts';
import { Workspace } from './workspace.ts';

const dir = await mkdtemp(path.join(tmpdir(), 'strata-routes-'));
afterAll(() => rm(dir, { recursive: true, force: true }));

const texts = new SessionTexts();
const asked: (string | undefined)[] = [];
const routes = workspaceRoutes(
  new Workspace(dir, async (text, session) => {
    asked.push(session);
    return text;
  }),
  texts,
);

const put = (text: string | EditedText) =>
  call(routes.put, {
    tab: { id: 'a', name: 'a', named: false },
    draft: {
      text,
      profile: 'litellm-1.87',
      route: 'auto',
      form: 'auto',
      settings: {},
      deployment: 0,
      sample: null,
    },
    step: false,
  });

it('a draft is kept that is told by what was changed in a text of the page; of one that is not known nothing is', async () => {
  texts.note({ session: 'page', number: 1, text: '{}', holds: null });
  // A question that was given up: its text is none that the page holds.
  texts.note({ session: 'page', number: 2, text: { of: 1, splice: null }, holds: 1 });
  const typed = { from: 1, to: 1, insert: '"last": 1' };
  expect(await put({ session: 'page', of: 1, splice: typed })).toMatchObject({ active: 'a' });
  expect(await put({ session: 'page', of: 9, splice: typed })).toBeNull();
  expect(await call(routes.open, { id: 'a' })).toMatchObject({ draft: { text: '{"last": 1}' } });
  await put('{}');
  expect(asked).toEqual(['page', undefined]);
});
