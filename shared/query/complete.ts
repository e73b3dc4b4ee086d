import type { Field } from './field.ts';
import { FIELDS, FLAG_WORDS, fieldNamed } from './fields.ts';
import { IS } from './is.ts';
import { tokenise } from './tokens.ts';
import type { Place } from './tree.ts';

/** Something that may be put in at the cursor. */
export interface Completion {
  /** What replaces the text at the completion's place. */
  readonly text: string;
  /** What it means; for values, how many exchanges have it. */
  readonly detail: string;
}

/** What can be typed at a place of the text. */
export interface Completions extends Place {
  readonly options: readonly Completion[];
  /** The field whose values in the store belong here too, with what is typed of one so far; null where none. */
  readonly values: { readonly field: string; readonly begun: string } | null;
}

/** A value as it has to be written: in quotes where it would be cut apart. */
export const writeValue = (value: string): string =>
  value === '' || /[\s(),"]/.test(value) || /^(none|any|[<>=*-])/.test(value)
    ? `"${value.replace(/[\\"]/g, '\\$&')}"`
    : value;

function choicesOf(field: Field): readonly Completion[] {
  if (field.kind === 'choice') return field.choices.map((text) => ({ text, detail: '' }));
  if (field.kind === 'is') return Object.entries(IS).map(([text, { says }]) => ({ text, detail: says }));
  if (field.kind === 'flag' && field.flag === null) return FLAG_WORDS.map((text) => ({ text, detail: '' }));
  return [{ text: field.example, detail: 'for example' }];
}

/** Whether the store can name values of it. */
const hasValues = (field: Field): boolean =>
  field.kind === 'name' || (field.kind === 'flag' && field.flag !== null) || field.name === 'status';

/** What may stand at `at`: names of fields, or values of the field that stands there. */
export function completeQuery(text: string, at: number): Completions {
  const token = tokenise(text.slice(0, at)).find(({ to, from }) => from < at && to === at);
  if (token?.kind === 'field') {
    const last = token.values[token.values.length - 1];
    const field = fieldNamed(token.name);
    const begun = last?.text ?? '';
    const from = last?.from ?? token.valueFrom;
    if (!field) return { from: at, to: at, options: [], values: null };
    const options = choicesOf(field).filter(
      (option) => option.text.startsWith(begun.toLowerCase()) || begun === '',
    );
    return { from, to: at, options, values: hasValues(field) ? { field: field.name, begun } : null };
  }
  const begun = token?.kind === 'word' && !token.value.quoted ? token.value.text.toLowerCase() : '';
  if (token?.kind === 'word' && token.value.quoted) return { from: at, to: at, options: [], values: null };
  const options = FIELDS.filter(({ name, also }) => [name, ...also].some((one) => one.startsWith(begun))).map(
    ({ name, noun, example }) => ({ text: `${name}:`, detail: `${noun || 'it'}, as in ${name}:${example}` }),
  );
  return { from: at - begun.length, to: at, options, values: null };
}
