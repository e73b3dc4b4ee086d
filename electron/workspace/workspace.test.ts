import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../shared/contract/workspace.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { Workspace } from './workspace.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'strata-workspace-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const redactor = new Redactor('salt');
const start = (): Workspace => new Workspace(dir, async (text) => redactor.call(text).text);
const draft = (text: string): Draft => ({
  text,
  profile: 'litellm-1.87',
  route: 'auto',
  form: 'auto',
  settings: {},
  deployment: 0,
  sample: null,
});
const tab = (id: string) => ({ id, name: `tab ${id}`, named: false });

describe('what the user types', () => {
  it('is there after a restart, with the tab that was at hand', async () => {
    const first = start();
    await first.put(tab('a'), draft('{"a": 1}'), false);
    await first.put(tab('b'), draft('{"b": 1}'), false);
    const again = start();
    expect(await again.state()).toMatchObject({ active: 'b', tabs: [{ id: 'a' }, { id: 'b' }] });
    expect((await again.open('a'))?.draft.text).toBe('{"a": 1}');
  });

  it('can be taken back step by step across a restart, and done again', async () => {
    const first = start();
    for (const text of ['1', '2', '3']) await first.put(tab('a'), draft(text), true);
    const again = start();
    expect((await again.step('a', -1))?.draft.text).toBe('2');
    expect((await again.step('a', -1))?.draft.text).toBe('1');
    expect(await again.step('a', -1)).toBeNull();
    expect((await again.step('a', 1))?.draft.text).toBe('2');
    await again.put(tab('a'), draft('other'), true);
    expect(await again.step('a', 1)).toBeNull();
    expect((await again.step('a', -1))?.draft.text).toBe('2');
  });

  it('without a step takes the place of what was there, and leaves no file behind', async () => {
    const workspace = start();
    for (let i = 0; i < 5; i++) await workspace.put(tab('a'), draft(String(i)), false);
    expect(await workspace.state()).toMatchObject({ tabs: [{ back: 0 }] });
    expect(await readdir(dir)).toHaveLength(2);
  });

  it('comes back from a closed tab, steps included', async () => {
    const workspace = start();
    await workspace.put(tab('a'), draft('1'), false);
    await workspace.put(tab('a'), draft('2'), true);
    await workspace.put(tab('b'), draft('b'), false);
    expect(await workspace.close('b')).toMatchObject({ active: 'a', closed: [{ id: 'b' }] });
    await workspace.close('a');
    expect((await workspace.reopen('a'))?.draft.text).toBe('2');
    expect((await workspace.step('a', -1))?.draft.text).toBe('1');
  });

  it('goes to a tab that was closed meanwhile, which stays closed and keeps its steps and its name', async () => {
    const workspace = start();
    await workspace.put(tab('b'), draft('b'), false);
    for (const text of ['1', '2', '3']) await workspace.put(tab('a'), draft(text), true);
    await workspace.step('a', -1);
    await workspace.close('a');
    const late = { id: 'a', name: 'late', named: false };
    expect(await workspace.put(late, draft('2, typed on'), false)).toMatchObject({
      active: 'b',
      tabs: [{ id: 'b' }],
      closed: [{ id: 'a', name: 'tab a' }],
    });
    expect((await workspace.reopen('a'))?.draft.text).toBe('2, typed on');
    expect((await workspace.step('a', 1))?.draft.text).toBe('3');
  });

  it('is saved under a name in a folder, once', async () => {
    const workspace = start();
    await workspace.save({ name: 'mine', folder: 'agents' }, draft('1'));
    const { saved } = await workspace.save({ name: 'mine', folder: 'agents' }, draft('2'));
    expect(saved).toMatchObject([{ name: 'mine', folder: 'agents' }]);
    expect((await start().saved(saved[0]?.id ?? ''))?.text).toBe('2');
    expect((await workspace.remove(saved[0]?.id ?? '')).saved).toEqual([]);
  });

  it('is written without the secrets in it', async () => {
    const secret = `sk-${'a1B2c3D4e5'.repeat(4)}`;
    await start().put(
      tab('a'),
      draft(`curl https://x.test -H "Authorization: Bearer ${secret}" -d '{}'`),
      false,
    );
    const files = await Promise.all(
      (await readdir(dir)).map((name) => readFile(path.join(dir, name), 'utf8')),
    );
    expect(files.join('\n')).not.toContain(secret);
  });

  it('survives a broken list: nothing is shown, nothing is thrown', async () => {
    await writeFile(path.join(dir, 'index.json'), '{ broken');
    expect(await start().state()).toMatchObject({ tabs: [], active: null });
  });

  it('is written in order, however fast it comes', async () => {
    const workspace = start();
    await Promise.all(Array.from({ length: 8 }, (_, i) => workspace.put(tab('a'), draft(String(i)), true)));
    expect((await start().open('a'))?.draft.text).toBe('7');
    expect(await workspace.state()).toMatchObject({ tabs: [{ back: 7 }] });
  });
});
