import { tellingCall } from '../../shared/share/report/of-exchange.ts';
import { attemptsOf, type Opened } from '../capture/opened.ts';
import { useLive } from '../capture/store.ts';
import { useConnection } from '../store/connection.ts';
import { isStale, useInspection } from '../store/inspection.ts';
import { notify } from '../store/notices.ts';
import { onceRead } from '../store/once-read.ts';
import { useRequest } from '../store/request.ts';
import { useView } from '../store/view.ts';
import { auditSharing } from './audit-subject.ts';
import type { FormatId } from './state.ts';
import { openShare } from './store.ts';
import { exchangeSharing, requestSharing, type Sharing } from './subjects.ts';

export { closeShare } from './store.ts';

/** What is done once all is there that it takes, unless somebody went on meanwhile. */
export type Ready = () => void;

const ready =
  (sharing: Sharing | null, why: string, format?: FormatId): Ready =>
  () => {
    if (sharing) void openShare(sharing, format);
    else notify(why);
  };

const UNREAD = 'This request cannot be read as it stands: there is nothing to share yet.';

/** The dialog on the request on the screen: on the very text, which may have to be read yet. */
export async function shareRequest(): Promise<Ready | null> {
  const { document } = useRequest.getState();
  await onceRead('then it is shown here');
  if (useRequest.getState().document !== document) return null;
  return ready(isStale(useInspection.getState()) ? null : requestSharing(), UNREAD);
}

/** The dialog on a call of the live list or the history, with all that came of the client's call it belongs to. */
export async function shareExchange(opened: Opened, format?: FormatId): Promise<Ready> {
  const { exchange, client } = opened;
  const host = useConnection.getState().client;
  const attempts = host ? await attemptsOf(host, opened).catch(() => []) : [];
  // Who opens a client's call means all of it: what went wrong in it is the story.
  const isWhole = client !== null && useLive.getState().selected === client.row.id;
  const told = isWhole && useLive.getState().attempt === null ? tellingCall(attempts, exchange) : exchange;
  return ready(exchangeSharing(told, { client, attempts }), '', format);
}

/** The dialog on what leaks in the audit, or its chosen cell. */
export async function shareAudit(): Promise<Ready> {
  const { client } = useConnection.getState();
  try {
    return ready(client && (await auditSharing(client)), 'There is nothing in the audit to be shared.');
  } catch {
    return () => notify('The host did not hand over the request behind it.');
  }
}

/** The dialog on what is on the screen: the request, the call that is open, or what the audit shows. */
export async function shareShown(): Promise<Ready | null> {
  const { screen } = useView.getState();
  if (screen === 'request') return shareRequest();
  if (screen === 'audit') return shareAudit();
  const { opened } = useLive.getState();
  return opened ? shareExchange(opened) : () => notify('Open the call that you want to share.');
}
