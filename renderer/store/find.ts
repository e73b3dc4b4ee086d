import { create } from 'zustand';
import type { Query } from '../../shared/diff/find.ts';
import { editorTab, show } from './view.ts';

interface FindState extends Query {
  readonly open: boolean;
  /** Bumped to put the caret into the field. */
  readonly calls: number;
  /** The pane whose matches Enter steps through. */
  readonly pane: 'body' | 'request';
  /** Bumped to go to the next match in the request, and to the one before it. */
  readonly next: number;
  readonly previous: number;
}

/** What is searched for in the panes; it stays while the bar is closed. */
export const useFind = create<FindState>(() => ({
  open: false,
  calls: 0,
  pane: 'body',
  next: 0,
  previous: 0,
  text: '',
  matchCase: false,
  regexp: false,
}));

/** Opens the search of a pane, with a text where one is given. */
export const openFind = (text?: string, pane: FindState['pane'] = 'body'): void =>
  useFind.setState((state) => ({
    open: true,
    pane,
    calls: state.calls + 1,
    ...(text === undefined || text === '' ? {} : { text }),
  }));

export const closeFind = (): void => useFind.setState({ open: false });

export const changeFind = (change: Partial<Query>): void => useFind.setState(change);

/** Steps through the matches of the request from now on, in its editor. */
export function findInRequest(by: 1 | -1 | 0): void {
  show({ incoming: editorTab() });
  useFind.setState(({ next, previous }) => ({
    pane: 'request',
    next: next + (by === 1 ? 1 : 0),
    previous: previous + (by === -1 ? 1 : 0),
  }));
}
