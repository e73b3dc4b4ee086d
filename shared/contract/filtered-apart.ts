import { splicedAll, splicesBetween } from '../delta/likeness.ts';
import type { Splice } from '../delta/splice.ts';
import type { InspectResult, RouteView } from './inspection.ts';

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

/** What a filtered body has other than the body that is sent; `view` is its place in the result. */
export interface FilteredChanges {
  readonly view: number;
  readonly splices: readonly Splice[];
}

const sentText = ({ outcome }: RouteView): string | null =>
  outcome.kind === 'outgoing' ? outcome.outgoing.bodyText : null;

const withText = (view: RouteView, text: string): RouteView =>
  view.filtered ? { ...view, filtered: { ...view.filtered, text } } : view;

/** A result without the texts of its filtered bodies, which are the sent ones but for a few lines, and what they have other. */
export function filteredApart(result: Inspected): {
  readonly rest: Inspected;
  readonly filtered: readonly FilteredChanges[];
} {
  const filtered = result.views.flatMap((view, i): readonly FilteredChanges[] => {
    const sent = sentText(view);
    return sent === null || !view.filtered
      ? []
      : [{ view: i, splices: splicesBetween(sent, view.filtered.text) }];
  });
  const apart = new Set(filtered.map(({ view }) => view));
  const views = result.views.map((view, i) => (apart.has(i) ? withText(view, '') : view));
  return { rest: { ...result, views }, filtered };
}

/** The whole result again. */
export function filteredIn(rest: Inspected, filtered: readonly FilteredChanges[]): Inspected {
  if (filtered.length === 0) return rest;
  const changes = new Map(filtered.map(({ view, splices }) => [view, splices]));
  const views = rest.views.map((view, i) => {
    const splices = changes.get(i);
    return splices ? withText(view, splicedAll(sentText(view) ?? '', splices)) : view;
  });
  return { ...rest, views };
}
