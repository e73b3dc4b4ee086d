/**
 * The first index below `count` for which `holds`, by bisection; `count` where it holds for none. What holds for an
 * index must hold for each one behind it.
 */
export function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The last index for which `isUpTo`, by bisection; 0 where it is so for none. What is so for an index must be so for each one before it. */
export const lastWhere = (count: number, isUpTo: (index: number) => boolean): number =>
  Math.max(firstWhere(count, (index) => !isUpTo(index)) - 1, 0);

/** The index of the last value that is at most `wanted`; `values` rise. 0 where each is more. */
export const lastUpTo = (values: readonly number[], wanted: number): number =>
  lastWhere(values.length, (index) => (values[index] as number) <= wanted);
