import { parentPort, workerData } from 'node:worker_threads';
import { warmUp } from '../warm-up.ts';
import { type Order, perform, type Report } from './job.ts';

const running = new Map<number, AbortController>();

const report = (message: Report): void => parentPort?.postMessage(message);

async function work({ id, job }: Order & { type: 'job' }): Promise<void> {
  const cancel = new AbortController();
  running.set(id, cancel);
  try {
    for await (const value of perform(job, cancel.signal)) {
      report({ type: 'value', id, json: JSON.stringify(value) });
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
  else running.get(order.id)?.abort();
});

if ((workerData as { readonly warm: boolean }).warm) warmUp();
