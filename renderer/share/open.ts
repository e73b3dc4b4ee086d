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

function share(sharing: Sharing | null, why: string, format?: FormatId): void {
  if (sharing) void openShare(sharing, format);
  else notify(why);
}

const UNREAD = 'This request cannot be read as it stands: there is nothing to share yet.';

/** Opens the dialog on the request on the screen: on the very text, which may have to be read yet. */
export async function shareRequest(): Promise<void> {
  const { document } = useRequest.getState();
  await onceRead('then it is shown here');
  if (useRequest.getState().document !== document) return;
  share(isStale(useInspection.getState()) ? null : requestSharing(), UNREAD);
}

/** Opens it on a call of the live list or the history, with all that came of the client's call it belongs to. */
export async function shareExchange(opened: Opened, format?: FormatId): Promise<void> {
  const { exchange, client } = opened;
  const host = useConnection.getState().client;
  const attempts = host ? await attemptsOf(host, opened).catch(() => []) : [];
  // Who opens a client's call means all of it: what went wrong in it is the story.
  const isWhole = client !== null && useLive.getState().selected === client.row.id;
  const told = isWhole && useLive.getState().attempt === null ? tellingCall(attempts, exchange) : exchange;
  share(exchangeSharing(told, { client, attempts }), '', format);
}

/** Opens it on what leaks in the audit, or its chosen cell. */
export async function shareAudit(): Promise<void> {
  const { client } = useConnection.getState();
  try {
    share(client && (await auditSharing(client)), 'There is nothing in the audit to be shared.');
  } catch {
    notify('The host did not hand over the request behind it.');
  }
}

/** Opens it on what is on the screen: the request, the call that is open, or what the audit shows. */
export function shareShown(): void {
  const { screen } = useView.getState();
  if (screen === 'request') void shareRequest();
  else if (screen === 'audit') void shareAudit();
  else {
    const { opened } = useLive.getState();
    if (opened) void shareExchange(opened);
    else notify('Open the call that you want to share.');
  }
}
