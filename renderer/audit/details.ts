import { useEffect, useState } from 'react';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { PROFILE_IDS, type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { compareReleases } from '../../shared/pipeline/releases/release.ts';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import type { Met, Period } from './history.ts';
import { inOrder } from './matrix.ts';
import type { Chosen } from './store.ts';

/** What one profile makes of a cell's request. */
export interface CellView {
  readonly profile: ProfileId;
  readonly view: RouteView;
  /** What became of the key; null where the release crashed before anything became of it. */
  readonly param: ParamRow | null;
}

/** Everything about one cell: its request, and what every profile makes of it. */
export interface Details {
  readonly cell: Chosen;
  readonly text: string;
  readonly views: readonly CellView[];
}

/** The arrow keys may run over cells; only one that is rested on is asked about, milliseconds. */
const REST_MS = 70;
const KEPT = 200;
const known = new Map<string, Details>();
const nameOf = ({ key, column }: Chosen, profiles: readonly ProfileId[]): string =>
  [column, key, ...profiles].join(' ');

/** The profiles that are offered by name and those of a matrix, in the order of their releases; Strata's own is the last. */
export function askedOf(sides: readonly ProfileId[]): readonly ProfileId[] {
  const all = [...new Set([...PROFILE_IDS, ...sides])].map(profileOf);
  const [releases, own] = [all.filter(({ strict }) => !strict), all.filter(({ strict }) => strict)];
  return [...releases.sort((a, b) => compareReleases(a.release, b.release)), ...own].map(({ id }) => id);
}

async function ask(client: Client, cell: Chosen, profiles: readonly ProfileId[]): Promise<Details> {
  const { text } = await client.auditRequest(cell);
  if (text === null) throw new Error(`There is no request for ${cell.column}.`);
  const results = await Promise.all(
    profiles.map((profile) => client.inspect({ text, profile, route: 'auto', direct: true }).then(decode)),
  );
  const views = results.flatMap((result, i): readonly CellView[] => {
    const view = result.kind === 'inspected' ? result.views[0] : undefined;
    const profile = profiles[i];
    if (!view || !profile) return [];
    return [{ profile, view, param: view.params.find(({ key }) => key === cell.key) ?? null }];
  });
  return { cell, text, views };
}

interface DetailsState {
  /** The newest that came; of an earlier cell while the next is asked about. */
  readonly details: Details | null;
  /** True where the host had no answer. */
  readonly failed: boolean;
}

/** Asks the host about the chosen cell in a matrix of these profiles; answers are kept, as they depend on that alone. */
export function useDetails(cell: Chosen, profile: ProfileId, against: ProfileId | null): DetailsState {
  const client = useConnection((state) => state.client);
  const [state, setState] = useState<DetailsState>({ details: null, failed: false });
  const { key, column } = cell;
  useEffect(() => {
    const wanted = { key, column };
    const profiles = askedOf(against === null ? [profile] : [profile, against]);
    const kept = known.get(nameOf(wanted, profiles));
    if (kept) {
      setState({ details: kept, failed: false });
      return;
    }
    if (!client) return;
    let over = false;
    const timer = setTimeout(() => {
      ask(client, wanted, profiles).then(
        (details) => {
          if (known.size >= KEPT) known.clear();
          known.set(nameOf(wanted, profiles), details);
          if (!over) setState({ details, failed: false });
        },
        () => {
          if (!over) setState({ details: null, failed: true });
        },
      );
    }, REST_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, key, column, profile, against]);
  return state;
}

/** What the key met in each profile. */
export const metIn = (views: readonly CellView[]): readonly Met[] =>
  views.map(({ profile, view, param }) => ({
    profile,
    fate: view.outcome.kind === 'crashed' ? 'crashed' : (param?.fate ?? 'consumed'),
  }));

/** What the matrix alone tells of a cell, the older release first: it is there before the host has answered. */
export function toldByMatrix({ key, column }: Chosen, result: AuditResult): readonly Period[] {
  const row = result.rows.find((one) => one.key === key);
  const at = result.columns.findIndex(({ id }) => id === column);
  const { profile, against } = result;
  const order = inOrder(result);
  const sides = order ? [order.older, order.newer] : [profile];
  return sides.flatMap((side): readonly Period[] => {
    const cell = (side === against ? row?.against : row?.cells)?.[at];
    return cell ? [{ fate: cell.fate, when: `in ${profileOf(side).label}` }] : [];
  });
}

/** Where the key's values stand in the body. */
export const placesOf = ({ param }: CellView): readonly Pointer[] =>
  (param?.targets ?? []).flatMap((target) => (target.part === 'body' ? [target.pointer] : []));
