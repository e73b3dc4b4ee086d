import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { PORT_CHANNEL } from './channel.ts';
import { onTrusted } from './trusted-sender.ts';

/**
 * Answers the inspector's API on the port that a trusted page sends. A page that closes or
 * reloads closes its port, which cancels what runs on it.
 */
export function acceptPorts(router: AnyRouter): void {
  const handler = new RPCHandler(router);
  onTrusted(ipcMain, APP_ORIGIN, PORT_CHANNEL, (event) => {
    const port = event.ports[0];
    if (!port) return;
    handler.upgrade(port);
    port.start();
  });
}
