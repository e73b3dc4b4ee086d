import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { KeyWord, Vocabulary } from '../../shared/contract/vocabulary.ts';
import { placeOf } from '../../shared/json/pointer.ts';
import { keyInfo } from './key-info.ts';
import { type Typed, typedAt } from './key-place.ts';

/** So much behind the caret tells what follows, UTF-16 units. */
const LOOK_AHEAD = 200;

/** What an editor completes from. */
export interface Words {
  keys(): Promise<Vocabulary>;
  /** The model strings that the release knows. */
  models(): readonly string[];
}

/**
 * Replaces what is typed, its closing quote included, and puts the caret to where one goes on. A member gets the comma
 * that it needs before another one.
 */
function put(view: EditorView, from: number, to: number, text: string, isMember = false): void {
  const quoted = view.state.sliceDoc(to, to + 1) === '"' && view.state.sliceDoc(from, from + 1) === '"';
  const inside = /(?:""|\[\]|\{\})$/.test(text);
  const end = quoted ? to + 1 : to;
  const comma = isMember && /^\s*"/.test(view.state.sliceDoc(end, end + LOOK_AHEAD)) ? ',' : '';
  view.dispatch({
    changes: { from, to: end, insert: text + comma },
    selection: { anchor: from + text.length - (inside ? 1 : 0) },
    userEvent: 'input.complete',
  });
}

function optionOf(word: KeyWord, typed: Typed, rank: number): Completion {
  const { key, value, fate } = word;
  return {
    label: key,
    type: 'property',
    ...(fate === null ? {} : { detail: fate }),
    boost: -Math.min(rank, 90),
    info: () => keyInfo(word),
    apply: (view, _, __, to) => {
      const named = /^"?\s*:/.test(view.state.sliceDoc(to, to + 12));
      if (named) put(view, typed.from, to, `"${key}"`);
      else put(view, typed.from, to, `"${key}": ${JSON.stringify(value)}`, true);
    },
  };
}

const valueOption = (value: string, typed: Typed): Completion => ({
  label: value,
  type: 'text',
  apply: (view, _, __, to) => put(view, typed.from, to, JSON.stringify(value)),
});

/** The values of a key that are told in words: `one of "a", "b"`. */
const valuesIn = ({ words }: KeyWord): readonly string[] =>
  /one of ("[^.]*")/
    .exec(words)?.[1]
    ?.split(', ')
    .map((value) => value.slice(1, -1)) ?? [];

const source =
  (words: Words) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const typed = typedAt(context.state, context.pos);
    if (!typed || (typed.word === '' && !context.explicit)) return null;
    const from = context.pos - typed.word.length;
    if (typed.kind === 'value' && typed.object === '' && /^model(?:Id)?$/.test(typed.key))
      return { from, options: words.models().map((model) => valueOption(model, typed)) };
    const keys = (await words.keys())[placeOf(typed.object)] ?? [];
    if (context.aborted) return null;
    if (typed.kind === 'value') {
      const word = keys.find(({ key }) => key === typed.key);
      return word ? { from, options: valuesIn(word).map((value) => valueOption(value, typed)) } : null;
    }
    return { from, options: keys.map((word, rank) => optionOf(word, typed, rank)), validFor: /^[\w$.-]*$/ };
  };

/** Completes keys with what is known of them, and model strings. */
export const completion = (words: Words): Extension =>
  autocompletion({ override: [source(words)], icons: false, maxRenderedOptions: 60 });
