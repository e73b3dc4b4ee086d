import { beforeEach, describe, expect, it } from 'vitest';
import { openRequest } from './open-request.ts';
import { useRequest } from './request.ts';
import { useWorkspace } from './workspace.ts';

const tab = (named: boolean) => ({ id: 'a', name: 'mine', named, back: 0, forth: 0 });

beforeEach(() => {
  useRequest.setState(useRequest.getInitialState(), true);
  useWorkspace.setState(useWorkspace.getInitialState(), true);
});

describe('another request', () => {
  it('takes the place of one without a name, with a way back', () => {
    useWorkspace.setState({ active: 'a', tabs: [tab(false)] });
    openRequest({ text: '{"new": 1}' }, 'Took it');
    expect(useRequest.getState()).toMatchObject({ text: '{"new": 1}', undo: { label: 'Took it' } });
    expect(useWorkspace.getState().tabs).toHaveLength(1);
  });

  it('stands in a tab of its own beside one that has a name', async () => {
    useWorkspace.setState({ active: 'a', tabs: [tab(true)] });
    openRequest({ text: '{"new": 1}' }, 'Took it');
    await expect.poll(() => useRequest.getState().text).toBe('{"new": 1}');
    const { tabs, active } = useWorkspace.getState();
    expect(tabs.map(({ name, named }) => [name, named])).toEqual([
      ['mine', true],
      ['New request', false],
    ]);
    expect(active).toBe(tabs[1]?.id);
  });
});
