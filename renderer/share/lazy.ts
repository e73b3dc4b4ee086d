import type { Opened } from '../capture/opened.ts';
import { watchWaiting } from '../ui/gone-on.ts';
import { later, onceWanted } from '../ui/on-demand.tsx';
import type { Ready } from './open.ts';
import { type FormatId, useShare } from './state.ts';

const open = later(() => import('./open.ts'));

/** The dialog by which things leave Strata. */
export const Share = onceWanted(
  {
    useWanted: () => useShare((state) => state.sharing !== null),
    forget: () => void open().then(({ closeShare }) => closeShare()),
  },
  async () => (await import('./Share.tsx')).Share,
);

const files = later(() => import('./open-file.ts'));

/** Lists what came into the history out of a share file, and says how much. */
export const showShared = async (name: string, taken: number, known: number): Promise<void> =>
  (await files()).showShared(name, taken, known);

/** Takes a share file into the history and lists what came in. */
export const openShared = async (file: File): Promise<void> => (await files()).openShared(file);

/** Does what is ready, unless somebody went on meanwhile: it would come over something else. */
async function whileAwaited(preparing: () => Promise<Ready | null>): Promise<void> {
  const stillAwaited = watchWaiting();
  const then = await preparing();
  if (stillAwaited()) then?.();
}

/** Opens the dialog on the request on the screen. */
export const shareRequest = (): Promise<void> => whileAwaited(async () => (await open()).shareRequest());

/** Opens it on a call of the live list or the history, with all that came of the client's call it belongs to. */
export const shareExchange = (opened: Opened, format?: FormatId): Promise<void> =>
  whileAwaited(async () => (await open()).shareExchange(opened, format));

/** Opens it on what leaks in the audit, or its chosen cell. */
export const shareAudit = (): Promise<void> => whileAwaited(async () => (await open()).shareAudit());

/** Opens it on what is on the screen: the request, the call that is open, or what the audit shows. */
export const shareShown = (): Promise<void> => whileAwaited(async () => (await open()).shareShown());
