import type { HistoryState } from '../../shared/contract/history.ts';
import { WRITING, type Writing } from './record/writing.ts';
import { isDamage } from './store/database.ts';

type Told = Pick<HistoryState, 'kind' | 'sentence'>;

interface HealthOptions {
  readonly file: string;
  /** What was found when it was opened. */
  readonly state: Told;
  readonly onChange: () => void;
}

/** What is the matter with the store, as far as it is known. */
export class Health {
  readonly #options: HealthOptions;
  #state: Told;

  constructor(options: HealthOptions) {
    this.#options = options;
    this.#state = options.state;
  }

  get state(): Told {
    return this.#state;
  }

  /** Where a part of the file is damaged the rest is still good: what says nothing of the others is read by itself. */
  read<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.damaged(error.message);
      return otherwise;
    }
  }

  /** What is read of many together, in their order; of each by itself where one of them is damaged. */
  readonly readEach = <T, R>(
    asked: readonly T[],
    work: (some: readonly T[]) => readonly R[],
  ): readonly R[] => {
    const together = this.read<readonly R[] | null>(() => work(asked), null);
    if (together) return together;
    return asked.length <= 1 ? [] : asked.flatMap((one) => this.read(() => work([one]), []));
  };

  damaged(message: string): void {
    const { file } = this.#options;
    this.#say(
      'damaged',
      `A part of ${file} is damaged (${message}). What can be read is shown, nothing is deleted.`,
    );
  }

  wrote(writing: Writing, message: string): void {
    if (writing === 'fine') this.#say('open', '');
    else this.#say(writing, `${WRITING[writing]} (${message})`);
  }

  #say(kind: Told['kind'], sentence: string): void {
    if (this.#state.kind === kind && this.#state.sentence === sentence) return;
    this.#state = { kind, sentence };
    this.#options.onChange();
  }
}
