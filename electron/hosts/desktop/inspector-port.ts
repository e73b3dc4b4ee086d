import type { AnyRouter } from '@orpc/server';
import { ipcMain, MessageChannelMain } from 'electron';
import { serveChannel } from '../rpc-channel.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { PORT_CHANNEL } from './channel.ts';
import { onTrusted } from './trusted-sender.ts';

/**
 * Gives trusted pages that ask for it a port on which the inspector's API answers. A page that
 * closes or reloads closes its port, which cancels what runs on it. What a page asks waits until the API is there.
 */
export function servePorts(opening: Promise<AnyRouter>): void {
  onTrusted(ipcMain, APP_ORIGIN, PORT_CHANNEL, (event) => {
    const { port1, port2 } = new MessageChannelMain();
    // Where there is none, the app ends and says why.
    const begin = (router: AnyRouter): void => {
      serveChannel(router, {
        send: (message) => port1.postMessage(message),
        onMessage: (listener) => void port1.on('message', ({ data }) => listener(data)),
        onClose: (listener) => void port1.on('close', listener),
      });
      port1.start();
    };
    opening.then(begin, () => undefined);
    event.senderFrame?.postMessage(PORT_CHANNEL, null, [port2]);
  });
}
