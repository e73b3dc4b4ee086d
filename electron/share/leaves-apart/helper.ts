import { readTogether } from '../../history/read/wholes-together.ts';
import { Database } from '../../history/store/database.ts';
import { plainWhole } from '../wholes.ts';
import { CallSearch } from './find-in-calls.ts';
import { type FromHelper, NOTHING, type Task, type ToHelper } from './messages.ts';
import { partsOf } from './parts.ts';

/** The program of a helper's process: reads exchanges, searches them and writes what of them needs no more looking at. */
class Helper {
  readonly #task: Task;
  readonly #database: Database;
  readonly #search: CallSearch;

  constructor(task: Task) {
    this.#task = task;
    this.#database = new Database(task.file);
    this.#database.exec('PRAGMA query_only = ON');
    this.#search = new CallSearch(task.choices);
  }

  answer(numbers: readonly number[]): FromHelper {
    try {
      const together = readTogether(this.#database, numbers);
      if (!together) return NOTHING;
      const wholes = together.wholes.map(plainWhole);
      return {
        parts: partsOf(wholes, this.#search, this.#task.form),
        covered: together.covered,
      };
    } catch {
      // Whatever it was: whoever reads them one by one meets it again, and tells.
      return NOTHING;
    }
  }
}

let helper: Helper | null = null;

function start(task: Task): void {
  try {
    helper = new Helper(task);
  } catch {
    // A store that cannot be opened: whoever asked reads it in another way, and tells.
  }
}

process.on('message', (message: ToHelper) => {
  if (message.type === 'task') start(message.task);
  // Who asked may have ended meanwhile, and this process does so then.
  else process.send?.(helper?.answer(message.numbers) ?? NOTHING, undefined, undefined, () => undefined);
});

// The parent ends it; a key at the terminal reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
