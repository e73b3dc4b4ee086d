import {
  closeSearchPanel,
  findNext,
  findPrevious,
  openSearchPanel,
  SearchQuery,
  searchPanelOpen,
  setSearchQuery,
} from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import type { Query } from '../../shared/diff/find.ts';

/** Marks what a query finds in an editor; null marks nothing. */
export function showFound(view: EditorView, query: Query | null): void {
  if (!query || query.text === '') {
    if (searchPanelOpen(view.state)) closeSearchPanel(view);
    return;
  }
  if (!searchPanelOpen(view.state)) openSearchPanel(view);
  const { text: search, matchCase: caseSensitive, regexp } = query;
  view.dispatch({
    effects: setSearchQuery.of(new SearchQuery({ search, caseSensitive, regexp, literal: true })),
  });
}

/** Goes to the next match or the one before; the focus stays where it is. */
export const stepFound = (view: EditorView, by: 1 | -1): boolean =>
  (by === 1 ? findNext : findPrevious)(view);
