import { isArray, isObject, type Json } from './json.ts';
import { child, type Pointer } from './pointer.ts';

/** Places beyond these tell nothing more. */
const MOST = 200;

const namesOf = (value: object): readonly string[] => Object.keys(value);

/**
 * The places at which two JSON values differ, each at its outermost; a member that only one has is one place. The order
 * of keys does not count. At most 200, and bounded in depth by that of the values.
 */
export function differences(a: Json, b: Json): readonly Pointer[] {
  const found: Pointer[] = [];
  const visit = (left: Json | undefined, right: Json | undefined, at: Pointer): void => {
    if (found.length >= MOST || left === right) return;
    if (left !== undefined && right !== undefined) {
      if (isArray(left) && isArray(right)) {
        for (let i = 0; i < Math.max(left.length, right.length); i++) visit(left[i], right[i], child(at, i));
        return;
      }
      if (isObject(left) && isObject(right)) {
        for (const name of new Set([...namesOf(left), ...namesOf(right)])) {
          const own = (value: typeof left): Json | undefined =>
            Object.hasOwn(value, name) ? value[name] : undefined;
          visit(own(left), own(right), child(at, name));
        }
        return;
      }
    }
    found.push(at);
  };
  visit(a, b, '');
  return found;
}
