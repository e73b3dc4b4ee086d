import { History } from '../history.ts';
import { newExchangeId } from '../sink.ts';
import { ownerName } from '../store/owners.ts';
import { bodyFor } from './body.ts';

const utf8 = new TextEncoder();

/** Writes exchanges into a store without end, and tells the parent which of those that are over are on disk. */
export function write(file: string): void {
  const over = new Set<string>();
  const history = new History({
    file,
    owner: ownerName(process.pid, String(Date.now())),
    salt: 'crash',
    onEvent: () => undefined,
    onKept: (ids) => process.send?.(ids.filter((id) => over.has(id))),
  });
  const one = (): void => {
    const id = newExchangeId();
    const start = {
      id,
      side: 'bedrock',
      source: 'live',
      startedAt: Date.now(),
      protocol: 'http/1.1',
      method: 'POST',
      path: '/model/m/invoke',
      headers: [],
      operation: 'InvokeModel',
      dialect: 'bedrock',
      route: 'invoke',
      model: 'm',
      program: 'crash',
      region: null,
      target: 'simulator',
      conversation: null,
      cause: null,
      preparation: false,
    } as const;
    history.take({ type: 'opened', start });
    history.take({ type: 'request-body', id, bytes: utf8.encode(bodyFor(id, 'request')) });
    history.take({ type: 'request-ended', id, atMs: 1 });
    history.take({
      type: 'head',
      id,
      head: { status: 200, headers: [['content-type', 'application/json']], atMs: 2 },
    });
    history.take({ type: 'delivery', id, bytes: utf8.encode(bodyFor(id, 'response')), atMs: 3 });
    over.add(id);
    history.take({ type: 'ended', id, end: { state: 'done', atMs: 4, failure: '' } });
    setTimeout(one, Math.random() * 4);
  };
  for (let i = 0; i < 3; i++) one();
}

const [, , file] = process.argv;
if (process.send && file !== undefined) write(file);
