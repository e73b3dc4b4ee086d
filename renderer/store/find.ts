import { create } from 'zustand';
import type { Query } from '../../shared/diff/find.ts';

interface FindState extends Query {
  readonly open: boolean;
  /** Bumped to put the caret into the field. */
  readonly calls: number;
}

/** What is searched for in the panes; it stays while the bar is closed. */
export const useFind = create<FindState>(() => ({
  open: false,
  calls: 0,
  text: '',
  matchCase: false,
  regexp: false,
}));

/** Opens the search, with a text where one is given. */
export const openFind = (text?: string): void =>
  useFind.setState((state) => ({
    open: true,
    calls: state.calls + 1,
    ...(text === undefined || text === '' ? {} : { text }),
  }));

export const closeFind = (): void => useFind.setState({ open: false });

export const changeFind = (change: Partial<Query>): void => useFind.setState(change);
