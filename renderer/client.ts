import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../shared/contract/contract.ts';

export type Client = ContractRouterClient<Contract>;

/** A live way to the host. `closed` resolves when the host has gone away; a desktop port stays open. */
export interface Connection {
  readonly client: Client;
  readonly closed: Promise<void>;
}

const PORT_REQUEST = 'strata:port-request';
const PORT_ANSWER = 'strata:port';

/** Time the desktop host has to hand over its port, milliseconds. */
const PORT_TIMEOUT_MS = 10_000;

/** Connects to the host that served this page: the loopback server over HTTP, else the desktop host. */
export function connect(): Promise<Connection> {
  return location.protocol.startsWith('http') ? connectSocket() : connectPort();
}

function connectSocket(): Promise<Connection> {
  const url = new URL('/rpc', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    const refuse = (): void => reject(new Error('The host does not answer.'));
    socket.addEventListener('close', refuse, { once: true });
    socket.addEventListener(
      'open',
      () => {
        socket.removeEventListener('close', refuse);
        resolve({
          client: createORPCClient<Client>(new SocketLink({ websocket: socket })),
          closed: new Promise((done) => socket.addEventListener('close', () => done(), { once: true })),
        });
      },
      { once: true },
    );
  });
}

function connectPort(): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', receive);
      reject(new Error('The window got no port from the main process.'));
    }, PORT_TIMEOUT_MS);
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data?.type !== PORT_ANSWER || !port) return;
      clearTimeout(timer);
      window.removeEventListener('message', receive);
      const link = new PortLink({ port });
      port.start();
      // A page that goes says so: the host cancels what runs on the port at once.
      window.addEventListener('pagehide', () => port.close(), { once: true });
      resolve({
        client: createORPCClient<Client>(link),
        closed: new Promise((done) => port.addEventListener('close', () => done(), { once: true })),
      });
    };
    window.addEventListener('message', receive);
    window.postMessage({ type: PORT_REQUEST }, location.origin === 'null' ? '*' : location.origin);
  });
}
