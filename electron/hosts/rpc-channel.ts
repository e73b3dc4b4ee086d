import { randomBytes } from 'node:crypto';
import { type AnyRouter, ORPCError } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { type EncodedMessage, ServerPeer } from '@orpc/standard-server-peer';
import { Redactor } from '../../shared/redaction/redactor.ts';

/** A way to one page, over whatever carries messages. */
export interface Channel {
  /** May return a promise, which holds back what comes next until the page has taken more. */
  send(message: EncodedMessage): void | Promise<void>;
  onMessage(listener: (message: EncodedMessage) => void): void;
  onClose(listener: () => void): void;
}

const sizeOf = (message: unknown): string => {
  if (typeof message === 'string') return `${message.length} characters`;
  return message instanceof ArrayBuffer || ArrayBuffer.isView(message)
    ? `${message.byteLength} bytes`
    : 'no text';
};

const redactor = new Redactor(randomBytes(16).toString('hex'));

/** What the page is told of a failure that nobody foresaw: without it, it learns no more than that there was one. */
function told(error: unknown): ORPCError<'INTERNAL_SERVER_ERROR', undefined> {
  const said = redactor.call(error instanceof Error ? error.message : String(error)).text;
  const message = `Strata failed at this: ${said} Change something, or try again.`;
  return new ORPCError('INTERNAL_SERVER_ERROR', { message });
}

/**
 * Answers a page's calls on a channel. What cannot be read is dropped and logged by its size alone: its text is the
 * user's, and an error of the JSON parser would quote it. A closed channel cancels what runs on it.
 */
export function serveChannel(router: AnyRouter, channel: Channel): void {
  const handler = new StandardRPCHandler(router, {
    clientInterceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw error instanceof ORPCError ? error : told(error);
        }
      },
    ],
  });
  const peer = new ServerPeer(async (message) => channel.send(message));
  channel.onMessage((message) => {
    peer.message(message, createServerPeerHandleRequestFn(handler, {})).catch(() => {
      console.error(`A message of the page could not be answered (${sizeOf(message)}); it was dropped.`);
    });
  });
  channel.onClose(() => peer.close());
}
