import type { ExchangeRow } from '../capture/exchange.ts';
import { fieldNamed } from './fields.ts';
import { IS } from './is.ts';
import { fits, folded } from './pattern.ts';
import { type Interval, type Test, type Tree, withoutHoles } from './tree.ts';
import { standIn } from './words.ts';

/**
 * What was said in an exchange, as words (`wordsOf`); between texts stands a {@link BREAK}, so that no phrase goes across.
 * `about`: its names: model, program, path, error.
 */
export interface Said {
  readonly asked: readonly string[];
  readonly answered: readonly string[];
  readonly about: readonly string[];
}

const within = ({ least, most, aboveLeast, belowMost }: Interval, value: number): boolean =>
  (least === null || (aboveLeast ? value > least : value >= least)) &&
  (most === null || (belowMost ? value < most : value <= most));

/** The value of a field; an empty name is none, as the database keeps it. */
function valueIn(name: string, row: ExchangeRow): string | number | null {
  const field = fieldNamed(name);
  const value = field && 'value' in field ? field.value(row) : null;
  return field?.kind === 'name' && value === '' ? null : value;
}

function holds(test: Test, row: ExchangeRow, said: Said): boolean {
  switch (test.kind) {
    case 'interval': {
      const value = valueIn(test.field, row);
      return typeof value === 'number' && test.any.some((interval) => within(interval, value));
    }
    case 'pattern': {
      const value = valueIn(test.field, row);
      if (typeof value !== 'string') return false;
      const small = folded(value);
      return test.any.some((pattern) => fits(pattern, small));
    }
    case 'key': {
      const value = valueIn(test.field, row);
      return typeof value === 'string' && test.any.includes(folded(value));
    }
    case 'choice': {
      const value = valueIn(test.field, row);
      return typeof value === 'string' && test.any.includes(value);
    }
    case 'present':
      return (valueIn(test.field, row) !== null) === test.present;
    case 'flag': {
      const flags = row.flags.filter(({ kind }) => kind === test.flag);
      if (test.names.length === 0) return flags.length > 0;
      return flags.some(({ names }) =>
        names.some((name) => test.names.some((one) => fits(one, folded(name)))),
      );
    }
    case 'is':
      return IS[test.word].test(row);
    case 'words': {
      const places = test.where === null ? [said.asked, said.answered, said.about] : [said[test.where]];
      return places.some((words) => standIn(test.words, test.begun, words));
    }
  }
}

function answer(tree: Tree, row: ExchangeRow, said: Said): boolean {
  switch (tree.kind) {
    case 'hole':
      return true;
    case 'test':
      return holds(tree.test, row, said);
    case 'not':
      return !answer(tree.of, row, said);
    case 'all':
      return tree.of.every((part) => answer(part, row, said));
    case 'any':
      return tree.of.some((part) => answer(part, row, said));
  }
}

/** The filter as a test of a row in memory; answers as the database does. */
export function matcher(tree: Tree): (row: ExchangeRow, said: Said) => boolean {
  const sound = withoutHoles(tree);
  return sound ? (row, said) => answer(sound, row, said) : () => true;
}
