import type { Loss, RouteView } from '../contract/inspection.ts';
import { isWithin, openPathOf, type Pointer, pathOf, placeOf, segments } from '../json/pointer.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';
import { isHarmless } from './harmless.ts';

/** Values that are lost in one way: “`name` in 131 messages”. */
export interface LossGroup {
  /** Unique among the groups of a view. */
  readonly id: string;
  /** With `*` where several places of a list are meant: `messages[*].name`. */
  readonly path: string;
  readonly rule: Rule;
  readonly pointers: readonly Pointer[];
  /** How many values stand at the same kind of place, lost or not; null where that is not known. */
  readonly of: number | null;
  /** False where neither the answer nor its cost changes. */
  readonly matters: boolean;
}

const INDEX = /^\d+$/;

const pathOfAll = ([first = '', second]: readonly Pointer[]): string =>
  second === undefined ? pathOf(first) : openPathOf(first);

/** The name of what is lost, whatever list it stands in. */
const nameOf = (pointer: Pointer): string =>
  segments(pointer)
    .filter((segment) => !INDEX.test(segment))
    .at(-1) ?? '';

/** True where the loss of a value changes the answer or its cost. */
const matters = (pointer: Pointer): boolean => !isHarmless(nameOf(pointer));

/** Items of one list that are lost, of all that the ledger names in it. */
function itemsOf({ params }: Pick<RouteView, 'params'>, pointers: readonly Pointer[]): number | null {
  const [first = ''] = pointers;
  const row = params.find(({ pointer, fate }) => fate !== 'added' && isWithin(first, pointer));
  if (!row || segments(first).length !== segments(row.pointer).length + 1) return null;
  const all = Object.values(row.leaves).reduce((sum, count) => sum + count, 0);
  return all > pointers.length ? all : null;
}

interface Place {
  readonly pointer: Pointer;
  readonly rule: Rule;
}

/** Places with the same rule at the same kind of place. */
export type PlaceGroup = Pick<LossGroup, 'id' | 'path' | 'rule' | 'pointers'>;

/** Puts together what one rule did at places that differ in their list's index alone; in the order of the first of each. */
export function groupPlaces(places: Iterable<Place>): readonly PlaceGroup[] {
  const groups = new Map<string, { readonly rule: Rule; readonly pointers: Pointer[] }>();
  for (const { pointer, rule } of places) {
    const id = `${rule.id} ${placeOf(pointer)}`;
    const known = groups.get(id);
    if (known) known.pointers.push(pointer);
    else groups.set(id, { rule, pointers: [pointer] });
  }
  return [...groups].map(([id, { rule, pointers }]) => ({
    id,
    path: pathOfAll(pointers),
    rule,
    pointers,
  }));
}

/** The silent losses of a view in groups: those that change the answer or its cost first, then as they stand in the request. */
export function groupLosses(view: Pick<RouteView, 'losses' | 'rules' | 'params'>): readonly LossGroup[] {
  const places = view.losses.flatMap(({ pointer, rule: at }): readonly Place[] => {
    const rule = view.rules[at];
    return rule ? [{ pointer, rule }] : [];
  });
  const made = groupPlaces(places).map(
    (group): LossGroup => ({
      ...group,
      of: itemsOf(view, group.pointers),
      matters: matters(group.pointers[0] ?? ''),
    }),
  );
  return [...made.filter((group) => group.matters), ...made.filter((group) => !group.matters)];
}

/** The places of losses that change the answer or its cost, in words, each once: `messages[*].cache_control`. */
export const namesOfMattering = (losses: Iterable<Place>): readonly string[] =>
  groupPlaces(losses)
    .filter(({ pointers }) => matters(pointers[0] ?? ''))
    .map(({ path }) => path);

/** How many of the lost values change the answer or its cost. */
export const countMattering = ({ losses, rules }: Pick<RouteView, 'losses' | 'rules'>): number =>
  losses.filter(({ pointer, rule }) => rules[rule] !== undefined && matters(pointer)).length;

/** How many values below a parameter are lost. */
export const lossesWithin = (losses: readonly Loss[], pointer: Pointer): number =>
  losses.filter((loss) => isWithin(loss.pointer, pointer)).length;
