import type { Worker } from 'node:worker_threads';
import type { Program } from '../../compiled/program.ts';
import { startThread } from '../../compiled/thread.ts';
import type { Job, Order, Report } from './job.ts';
import { sessionOf } from './session-of.ts';
import { Task } from './task.ts';

/** So many jobs run at once; the rest wait. One heavy request in one window leaves room for the others. */
const MOST_WORKERS = 3;
/** How long a job that nobody waits for any more may go on before its thread is ended, milliseconds. */
const GRACE_MS = 500;
/** A worker beside the first that has nothing to do for so long is let go, milliseconds. */
const IDLE_MS = 60_000;
/**
 * A job that needs more than the old generation holds fails alone, MiB. What is made for one answer about a large request
 * fits into the young one, so that it need not be copied to the old one before it is thrown away.
 */
export const WORKER_MEMORY = { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 96 };

/** Secrets of so many UTF-16 units are taken out in less time than a thread starts in. */
const QUICK = 50_000;

/** So long such work waits, milliseconds. */
const PATIENCE_MS = 300;

const isQuick = (job: Job): boolean => job.kind === 'redact' && job.text.length <= QUICK;

interface Place {
  readonly worker: Worker;
  task: Task | null;
  /** Sessions whose earlier questions its worker remembers. */
  readonly sessions: Set<string>;
  /** The number of the last job that a session had here; 0 where none had any. */
  asked: number;
  idle: NodeJS.Timeout | null;
}

/** The threads on which heavy work is done. They are started as they are needed, the first one at once. */
export class Workshop {
  readonly #program: Program;
  readonly #patienceMs: number;
  readonly #places: Place[] = [];
  readonly #waiting: Task[] = [];
  /** Those of them that no thread is started for yet. */
  readonly #patient = new Set<Task>();
  #jobs = 1;
  #closed = false;
  #answer: () => void = () => undefined;
  /** Once the first result of all is there. */
  readonly answered = new Promise<void>((resolve) => {
    this.#answer = resolve;
  });

  /**
   * @param options `warm`: the first thread compiles what inspecting needs before it is asked for; `patienceMs`: so long
   * quick work waits for a thread that is busy before it gets one of its own
   */
  constructor(program: Program, { warm = true, patienceMs = PATIENCE_MS } = {}) {
    this.#program = program;
    this.#patienceMs = patienceMs;
    this.#open(warm);
  }

  /**
   * Does a job on a thread of its own and gives its results as JSON. Ends early where `signal` aborts: a job that
   * waits is not begun, one that runs is told, and its thread ended where it does not listen. Throws once all is closed:
   * a thread that is begun then would hold the process.
   */
  async *run(job: Job, signal: AbortSignal): AsyncGenerator<string> {
    if (this.#closed) throw new Error('The threads that work on this have ended.');
    const task = new Task(this.#jobs++, job);
    const onAbort = (): void => task.end(null);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else {
      this.#waiting.push(task);
      if (isQuick(job)) this.#bePatient(task);
      this.#assign();
    }
    try {
      for await (const json of task.values()) {
        this.#answer();
        yield json;
        this.#taken(task);
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#giveUp(task);
    }
  }

  /**
   * The only result of a job; throws where it is given up before. Its thread is free again by then: who asks one after
   * the other needs no second.
   */
  async one(job: Job, signal: AbortSignal): Promise<string> {
    let only: string | null = null;
    for await (const json of this.run(job, signal)) only ??= json;
    if (only === null) throw new Error('This was given up before it was done.');
    return only;
  }

  /** Ends all threads and what runs on them. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#places.map(({ worker }) => worker.terminate()));
  }

  #open(warm = false): Place {
    const worker = startThread(this.#program, {
      workerData: { warm },
      resourceLimits: WORKER_MEMORY,
    });
    const place: Place = { worker, task: null, sessions: new Set(), asked: 0, idle: null };
    worker.on('message', (report: Report) => this.#onReport(place, report));
    worker.on('error', (error) => place.task?.end(error));
    worker.on('exit', () => this.#onExit(place));
    // After the listeners: Node holds the process for a thread that is listened to.
    worker.unref();
    this.#places.push(place);
    return place;
  }

  #bePatient(task: Task): void {
    this.#patient.add(task);
    const impatient = (): void => {
      this.#patient.delete(task);
      this.#assign();
    };
    setTimeout(impatient, this.#patienceMs).unref();
  }

  /** Once all is closed nothing is given out: a thread that is begun then would hold the process. */
  #assign(): void {
    if (this.#closed) return;
    for (const task of [...this.#waiting]) {
      const place = this.#placeFor(task);
      if (!place) continue;
      this.#waiting.splice(this.#waiting.indexOf(task), 1);
      if (place.idle) clearTimeout(place.idle);
      place.idle = null;
      place.task = task;
      place.worker.postMessage({ type: 'job', id: task.id, job: task.job } satisfies Order);
    }
  }

  /**
   * A free thread for a job, or null where it has to wait. A session stays on its thread, and other work keeps away from
   * there as long as there is another place, and away longest from where one asked last: whoever types does not wait
   * behind an audit. What takes no time goes wherever one is soon free.
   */
  #placeFor(task: Task): Place | null {
    const { id, job } = task;
    const session = sessionOf(job);
    const own = session === null ? undefined : this.#places.find(({ sessions }) => sessions.has(session));
    if (own) {
      own.asked = id;
      return own.task === null ? own : null;
    }
    const free = this.#places.filter(({ task }) => task === null).sort((a, b) => a.asked - b.asked);
    const quiet = free.find(({ sessions }) => sessions.size === 0);
    const [longest = null] = free;
    const stays = this.#places.length >= MOST_WORKERS || this.#patient.has(task);
    const place = quiet ?? (stays ? longest : this.#open());
    if (place && session !== null) {
      place.sessions.add(session);
      place.asked = id;
    }
    return place;
  }

  #onReport(place: Place, report: Report): void {
    const { task } = place;
    if (task?.id !== report.id) return;
    if (report.type === 'value') {
      task.put(report.json);
      return;
    }
    task.end(report.error === null ? null : new Error(report.error));
    place.task = null;
    this.#assign();
    if (place.task === null && place !== this.#places[0] && place.sessions.size === 0) {
      place.idle = setTimeout(() => this.#dismiss(place), IDLE_MS).unref();
    }
  }

  /** Ends a thread. What it still says while it ends frees it for nobody: a job that it is given then is lost. */
  #dismiss(place: Place): void {
    this.#remove(place);
    void place.worker.terminate();
  }

  #remove(place: Place): void {
    const at = this.#places.indexOf(place);
    if (at >= 0) this.#places.splice(at, 1);
  }

  #onExit(place: Place): void {
    this.#remove(place);
    place.task?.end(new Error('The thread that worked on this has ended.'));
    place.task = null;
    this.#assign();
  }

  /** One more result may be made for this task. */
  #taken(task: Task): void {
    const place = this.#places.find((one) => one.task === task);
    place?.worker.postMessage({ type: 'taken', id: task.id } satisfies Order);
  }

  /** Nobody waits for this task any more. */
  #giveUp(task: Task): void {
    const waiting = this.#waiting.indexOf(task);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    task.end(null);
    const place = this.#places.find((one) => one.task === task);
    if (!place) return;
    place.worker.postMessage({ type: 'cancel', id: task.id } satisfies Order);
    setTimeout(() => {
      if (place.task === task) this.#dismiss(place);
    }, GRACE_MS).unref();
  }
}
