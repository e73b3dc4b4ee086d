import { useRequest } from './request.ts';

/** What became of the request at hand meanwhile; `other` stands in its place, as after a change of the tab. */
export type Since = 'same' | 'edited' | 'other';

/** Remembers the request at hand. What it returns tells, later, what became of it. */
export function sinceNow(): () => Since {
  const then = useRequest.getState();
  return () => {
    const now = useRequest.getState();
    const isOther = now.document !== then.document || (now.sample !== null && now.sample !== then.sample);
    return isOther ? 'other' : now.text === then.text ? 'same' : 'edited';
  };
}
