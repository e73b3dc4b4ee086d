import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';
import { PORT_CHANNEL } from './channel.ts';
import { onTrusted } from './trusted-sender.ts';

/**
 * Gives trusted pages that ask for it a port on which the inspector's API answers. A page that
 * closes or reloads closes its port, which cancels what runs on it.
 */
export function servePorts(router: AnyRouter): void {
  const handler = new RPCHandler(router);
  onTrusted(ipcMain, APP_ORIGIN, PORT_CHANNEL, (event) => {
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1);
    port1.start();
    event.senderFrame?.postMessage(PORT_CHANNEL, null, [port2]);
  });
}
