import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { notify } from '../store/notices.ts';
import { bytes } from '../ui/units.ts';

/** Says so where a text is larger than any request may be; true then. What holds it (clipboard, file) still does. */
export function refuseHuge(length: number, what: string): boolean {
  if (length <= MAX_TEXT) return false;
  notify(
    `${what} has ${bytes(length)}. Strata reads requests up to ${bytes(MAX_TEXT)}; yours stays as it is.`,
  );
  return true;
}
