import type { ExchangeRow, FlagKind } from '../capture/exchange.ts';

/** A number of a row, and how it is written and said. */
interface NumberField {
  readonly kind: 'number' | 'status' | 'duration' | 'size' | 'share' | 'time';
  readonly value: (row: ExchangeRow) => number | null;
}
/** A text of a row; `name` where few values are shared by many rows, `key` where each names one thing and is asked for whole. */
interface TextField {
  readonly kind: 'name' | 'key';
  readonly value: (row: ExchangeRow) => string | null;
}
/** One of a list of words. */
interface ChoiceField {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly value: (row: ExchangeRow) => string | null;
}
/** What is remarkable: with `flag` the field asks for names within that kind, else for a kind. */
interface FlagField {
  readonly kind: 'flag';
  readonly flag: FlagKind | null;
}
/** A word for which there is a test of its own. */
interface IsField {
  readonly kind: 'is';
}
/** What was said: searched by word. */
interface WordsField {
  readonly kind: 'words';
}
/** How long ago at most. */
interface LastField {
  readonly kind: 'last';
}

export type Field = {
  readonly name: string;
  /** Other names that mean it. */
  readonly also: readonly string[];
  /** How a sentence speaks of it. */
  readonly noun: string;
  /** An example of a value, for completion. */
  readonly example: string;
} & (NumberField | TextField | ChoiceField | FlagField | IsField | WordsField | LastField);
