import type { Edit } from '../../shared/json/edit.ts';
import type { Json } from '../../shared/json/json.ts';
import { type Pointer, parent, segments } from '../../shared/json/pointer.ts';
import type { TextEdit } from '../../shared/json/text-edit.ts';
import { type Members, type Place, type Span, spansOf } from '../../shared/validation/spans.ts';

/** Says what edits of a document do to the text that it was parsed from; null where it lacks a place of theirs. */
export type Editor = (edits: readonly Edit[]) => readonly TextEdit[] | null;

/** A container in the text. */
interface Container {
  readonly span: Span;
  readonly places: Members;
}

const written = (value: Json): string => JSON.stringify(value, null, 2);
const startOf = ({ key, value }: Place): number => (key ?? value).from;

/** Runs of neighbours among the indexes of one container, each as its first and last one. */
function runsOf(indexes: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const index of [...new Set(indexes)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

/** Members or items go together with the comma before them, or behind them where nothing stands before. */
function withoutPlaces({ span, places }: Container, indexes: readonly number[]): readonly TextEdit[] {
  return runsOf(indexes).map(([first, last]) => {
    const [start, end, before, after] = [first, last, first - 1, last + 1].map((index) => places.at(index));
    if (before && end) return { from: before.value.to, to: end.value.to, text: '' };
    if (after && start) return { from: startOf(start), to: startOf(after), text: '' };
    return { from: span.from + 1, to: span.to - 1, text: '' };
  });
}

/** UTF-16 units before a member in which its indentation is looked for. */
const WIDEST_INDENT = 200;

/** A new member comes last, laid out like the one before it. */
function withMember(text: string, { span, places }: Container, key: string, value: Json): TextEdit {
  const last = places.at(places.length - 1);
  const member = `${JSON.stringify(key)}: ${written(value)}`;
  if (!last) return { from: span.from + 1, to: span.to - 1, text: ` ${member} ` };
  const start = startOf(last);
  const indent = /\n[ \t]*$/.exec(text.slice(Math.max(span.from, start - WIDEST_INDENT), start))?.[0] ?? ' ';
  return { from: last.value.to, to: last.value.to, text: `,${indent}${member}` };
}

/** Prepares edits of one JSON text, which keep the formatting of the rest; none of its objects has a key twice. */
export function editorOf(text: string): Editor {
  const spans = spansOf(text);
  const containerAt = (pointer: Pointer): Container | null => {
    const [place, places] = [spans.find(pointer), spans.inside(pointer)];
    return place && places ? { places, span: place.value } : null;
  };
  return (edits) => {
    const done: TextEdit[] = [];
    const dropped = new Map<Pointer, number[]>();
    for (const edit of edits) {
      const holder = parent(edit.pointer);
      const key = segments(edit.pointer).at(-1);
      const container = holder === undefined ? null : containerAt(holder);
      if (holder === undefined || key === undefined || !container) return null;
      const index = container.places.indexOf(key);
      const place = container.places.at(index);
      if (edit.kind === 'drop' && place) dropped.set(holder, [...(dropped.get(holder) ?? []), index]);
      else if (edit.kind === 'rename' && place?.key)
        done.push({ ...place.key, text: JSON.stringify(edit.key) });
      else if (edit.kind === 'set' && place) done.push({ ...place.value, text: written(edit.value) });
      else if (edit.kind === 'set' && text[container.span.from] === '{')
        done.push(withMember(text, container, key, edit.value));
      else return null;
    }
    for (const [holder, indexes] of dropped) {
      const container = containerAt(holder);
      if (container) done.push(...withoutPlaces(container, indexes));
    }
    return done;
  };
}
