import type { IpcMain, IpcMainEvent, WebFrameMain } from 'electron';

type Sender = Pick<IpcMainEvent, 'senderFrame'> & {
  readonly sender: { readonly mainFrame: Pick<WebFrameMain, 'url'> };
};

/** True for messages of the top frame of one of the application's own pages, and of nobody else. */
export function isTrusted(event: Sender, appOrigin: string): boolean {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return false;
  return frame.url === appOrigin || frame.url.startsWith(`${appOrigin}/`);
}

/**
 * The only way in which this application listens to its renderers: `listener` runs for trusted
 * senders, everything else is left unanswered.
 */
export function onTrusted(
  ipc: Pick<IpcMain, 'on'>,
  appOrigin: string,
  channel: string,
  listener: (event: IpcMainEvent) => void,
): void {
  ipc.on(channel, (event) => {
    if (isTrusted(event, appOrigin)) listener(event);
  });
}
