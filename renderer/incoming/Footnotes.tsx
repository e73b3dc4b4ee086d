import { isStale, useInspection } from '../store/inspection.ts';
import { JsonFoot } from './lazy.ts';

/** Above what is shown of an earlier text: why the present one cannot be read. Nothing while it can. */
export function WhyUnreadable() {
  const stale = useInspection(isStale);
  const busy = useInspection((state) => state.busy);
  return stale && !busy ? <JsonFoot whole /> : null;
}

/** Below what is shown of a text of several calls: which of them it is. Nothing where there is one. */
export function WhichCall() {
  const isOneOfSeveral = useInspection(({ result }) => (result?.calls.length ?? 0) > 1);
  return isOneOfSeveral ? <JsonFoot /> : null;
}
