import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { notify } from '../store/notices.ts';
import { openShare } from './store.ts';
import { auditSharing, exchangeSharing, requestSharing, type Sharing } from './subjects.ts';

function share(sharing: Sharing | null, why: string): void {
  if (sharing) void openShare(sharing);
  else notify(why);
}

/** Opens the dialog on the request on the screen. */
export const shareRequest = (): void => share(requestSharing(), 'There is no request that can be read.');

/** Opens it on a call of the live list or the history. */
export const shareExchange = (exchange: OpenedExchange): void => share(exchangeSharing(exchange), '');

/** Opens it on what leaks in the audit, or its chosen cell. */
export const shareAudit = (): void => share(auditSharing(), 'The audit is not there yet.');
