import { parentPort, workerData } from 'node:worker_threads';
import { warmUp } from '../warm-up.ts';
import { type Order, perform, type Report } from './job.ts';

/** So many results of a job wait to be taken before the next one is made: a file may hold more than fits into memory. */
const MOST_WAITING = 4;

interface Running {
  readonly cancel: AbortController;
  waiting: number;
  wake: () => void;
}

const running = new Map<number, Running>();

const report = (message: Report): void => parentPort?.postMessage(message);

/** Until results were taken, or nobody wants any more. */
const room = (own: Running): Promise<void> =>
  new Promise((resolve) => {
    own.wake = () => {
      if (own.waiting < MOST_WAITING || own.cancel.signal.aborted) resolve();
    };
    own.wake();
  });

function tell(order: Exclude<Order, { type: 'job' }>): void {
  const own = running.get(order.id);
  if (!own) return;
  if (order.type === 'taken') own.waiting--;
  else own.cancel.abort();
  own.wake();
}

async function work({ id, job }: Order & { type: 'job' }): Promise<void> {
  const cancel = new AbortController();
  const own: Running = { cancel, waiting: 0, wake: () => undefined };
  running.set(id, own);
  try {
    for await (const value of perform(job, cancel.signal)) {
      report({ type: 'value', id, json: JSON.stringify(value) });
      own.waiting++;
      if (own.waiting >= MOST_WAITING) await room(own);
      if (cancel.signal.aborted) break;
    }
    report({ type: 'end', id, error: null });
  } catch (error) {
    report({ type: 'end', id, error: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

parentPort?.on('message', (order: Order) => {
  if (order.type === 'job') void work(order);
  else tell(order);
});

if ((workerData as { readonly warm: boolean }).warm) warmUp();
