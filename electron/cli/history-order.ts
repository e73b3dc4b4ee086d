import { SORT_KEYS, type Sort } from '../../shared/contract/history.ts';
import { oneOf } from './command.ts';

/** What `strata history` was asked for. */
interface Ordered {
  readonly sort?: string | undefined;
  readonly ascending: boolean;
  readonly limit?: string | undefined;
}

/**
 * The order in which exchanges are listed: the newest first. A log of all that fits has them as they came, as HAR 1.2
 * would have it, and is taken in again in that order. Throws UsageError where there is no such field to sort by.
 */
export function orderOf(values: Ordered, isLog: boolean): Sort {
  const asCame = isLog && values.sort === undefined && values.limit === undefined;
  return {
    by: oneOf('sort', values.sort ?? 'started', SORT_KEYS),
    descending: !values.ascending && !asCame,
  };
}
