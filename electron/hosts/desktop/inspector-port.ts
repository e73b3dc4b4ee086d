import type { AnyRouter } from '@orpc/server';
import { ipcMain } from 'electron';
import { serveChannel } from '../rpc-channel.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { PORT_CHANNEL } from './channel.ts';
import { onTrusted } from './trusted-sender.ts';

/**
 * Answers with the inspector's API on the port that a trusted page sends. A page that
 * closes or reloads closes its port, which cancels what runs on it. What a page asks waits until the API is there.
 */
export function servePorts(opening: Promise<AnyRouter>): void {
  onTrusted(ipcMain, APP_ORIGIN, PORT_CHANNEL, (event) => {
    const [port] = event.ports;
    if (!port) return;
    // Where there is none, the app ends and says why.
    const begin = (router: AnyRouter): void => {
      serveChannel(router, {
        send: (message) => port.postMessage(message),
        onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
        onClose: (listener) => void port.on('close', listener),
      });
      port.start();
    };
    opening.then(begin, () => undefined);
  });
}
