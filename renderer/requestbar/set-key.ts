import type { Json } from '../../shared/json/json.ts';
import { useInspection } from '../store/inspection.ts';
import { notify } from '../store/notices.ts';
import { onceRead } from '../store/once-read.ts';
import { replaceRequest, useRequest } from '../store/request.ts';
import { sinceNow } from '../store/since-then.ts';
import { later } from '../ui/on-demand.tsx';

/** What edits JSON in place. */
const loadEdits = later(() => import('../incoming/edits.ts'));

/**
 * Sets one key of the request, or takes it out for `undefined`. A request that is no JSON object
 * (a curl command) becomes one first; while the text is broken nothing changes and it says so.
 */
export async function setRequestKey(key: string, value: Json | undefined): Promise<void> {
  const since = sinceNow();
  const { withKey } = await loadEdits();
  if (withKey(useRequest.getState().text, key, value) === null) await onceRead(`then ${key} is changed`);
  if (since() === 'other') return;
  const { text } = useRequest.getState();
  const { result, problems } = useInspection.getState();
  const changed =
    withKey(text, key, value) ??
    (result && problems.length === 0 ? withKey(result.requestText, key, value) : null);
  if (changed === null) notify(`The request cannot be read, so ${key} was not changed.`);
  else if (changed !== text)
    replaceRequest({ text: changed }, value === undefined ? `Took ${key} out` : `Set ${key}`);
}
