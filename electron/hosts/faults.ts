import { randomBytes } from 'node:crypto';
import type { HostFault } from '../../shared/contract/host.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';

/** Faults that a page which connects later is still told. */
const KEPT = 50;
/** More faults than these tell nothing new, a second. */
const MOST_PER_SECOND = 20;
/** UTF-16 units of a message or a stack that are kept. */
const LONGEST = 20_000;

const redactor = new Redactor(randomBytes(16).toString('hex'));

const tidy = (text: string): string => redactor.call(text.slice(0, LONGEST)).text;

/**
 * What fails in this process without anybody waiting for it. Node would end the process, and with it the window and
 * all that runs; here it is written down, without secrets, for the window to show.
 */
export class Faults {
  #number = 0;
  #kept: readonly HostFault[] = [];
  #second = 0;
  #inSecond = 0;
  readonly #listeners = new Set<(fault: HostFault) => void>();

  /** Takes over what would end the process. Call once. */
  guard(process: Pick<NodeJS.Process, 'on'>): void {
    process.on('uncaughtException', (error) => this.add('exception', error));
    process.on('unhandledRejection', (reason) => this.add('rejection', reason));
  }

  add(kind: HostFault['kind'], error: unknown): void {
    const second = Math.floor(performance.now() / 1000);
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1;
    this.#second = second;
    if (this.#inSecond > MOST_PER_SECOND) return;
    const { message, stack } = describe(error);
    const fault: HostFault = {
      number: ++this.#number,
      at: new Date().toISOString(),
      kind,
      message: tidy(message),
      stack: tidy(stack),
    };
    this.#kept = [...this.#kept, fault].slice(-KEPT);
    console.error(`Strata: unexpected ${kind}: ${fault.message}`);
    for (const listener of this.#listeners) listener(fault);
  }

  /** The faults so far and those to come, until `signal` aborts. */
  async *follow(signal: AbortSignal): AsyncGenerator<HostFault> {
    const waiting: HostFault[] = [...this.#kept];
    let wake: () => void = () => undefined;
    const listener = (fault: HostFault): void => {
      waiting.push(fault);
      if (waiting.length > KEPT) waiting.shift();
      wake();
    };
    const onAbort = (): void => wake();
    this.#listeners.add(listener);
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const fault = waiting.shift();
        if (fault) yield fault;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      this.#listeners.delete(listener);
      signal.removeEventListener('abort', onAbort);
    }
  }
}

function describe(error: unknown): { readonly message: string; readonly stack: string } {
  try {
    if (error instanceof Error) return { message: String(error.message), stack: String(error.stack ?? '') };
    return { message: String(error), stack: '' };
  } catch {
    return { message: 'something that cannot even be written as text', stack: '' };
  }
}
