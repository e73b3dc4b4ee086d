import { expect, it } from 'vitest';
import { buildPrograms } from '../testing.ts';
import { crash } from './run.ts';

it('a writer that is killed at any time loses nothing that was reported as kept', async () => {
  const { writer } = await buildPrograms();
  const { acknowledged, wrong } = await crash({ kills: 6, writer });
  expect(wrong).toEqual([]);
  expect(acknowledged).toBeGreaterThan(0);
}, 60_000);
