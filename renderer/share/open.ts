import { attemptsOf, type Opened } from '../capture/opened.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { type FormatId, openShare } from './store.ts';
import { auditSharing, exchangeSharing, requestSharing, type Sharing } from './subjects.ts';

function share(sharing: Sharing | null, why: string, format?: FormatId): void {
  if (sharing) void openShare(sharing, format);
  else notify(why);
}

/** Opens the dialog on the request on the screen. */
export const shareRequest = (): void => share(requestSharing(), 'There is no request that can be read.');

/** Opens it on a call of the live list or the history, with all that came of the client's call it belongs to. */
export async function shareExchange(opened: Opened, format?: FormatId): Promise<void> {
  const { exchange, client } = opened;
  const host = useConnection.getState().client;
  const attempts = host ? await attemptsOf(host, opened).catch(() => []) : [];
  share(exchangeSharing(exchange, { client, attempts }), '', format);
}

/** Opens it on what leaks in the audit, or its chosen cell. */
export const shareAudit = (): void => share(auditSharing(), 'The audit is not there yet.');
