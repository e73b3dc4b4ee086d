import { readTogether } from '../../history/read/wholes-together.ts';
import { Database } from '../../history/store/database.ts';
import { plainWhole } from '../wholes.ts';
import { CallSearch } from './find-in-calls.ts';
import type { FromHelper, Task, ToHelper } from './messages.ts';
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
      if (!together) return { parts: [], covered: 0 };
      const wholes = together.wholes.map(plainWhole);
      return {
        parts: partsOf(wholes, this.#search, this.#task.options),
        covered: together.covered,
      };
    } catch {
      // Whatever it was: whoever reads them one by one meets it again, and tells.
      return { parts: [], covered: 0 };
    }
  }
}

let helper: Helper | null = null;

process.on('message', (message: ToHelper) => {
  if (message.type === 'task') helper = new Helper(message.task);
  else process.send?.(helper?.answer(message.numbers) ?? { parts: [], covered: 0 });
});

// The parent ends it; a key at the terminal reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
