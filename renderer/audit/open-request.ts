import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { openRequest as openInRequest } from '../store/open-request.ts';
import { show } from '../store/view.ts';
import type { Chosen } from './store.ts';

/**
 * Puts the request behind a cell into the editor under a profile, and shows it; with `other`, beside
 * what it is under that profile.
 */
export async function openRequest(
  { key, column }: Chosen,
  profile: ProfileId,
  other?: ProfileId,
): Promise<void> {
  const { client } = useConnection.getState();
  try {
    const text = (await client?.auditRequest({ key, column }))?.text;
    if (typeof text !== 'string') notify('This request could not be opened.');
    else {
      openInRequest(
        { text, profile, form: 'auto', route: other ? 'compare' : 'auto' },
        `Opened ${key} from the audit`,
      );
      show(other ? { compareWith: other, compareRoute: null } : { wideStream: false });
    }
  } catch {
    notify('The host did not hand over this request.');
  }
}
