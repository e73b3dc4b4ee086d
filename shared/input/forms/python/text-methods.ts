import { type Call, joined, text as textOf, type Value } from '../value.ts';

type Text = Extract<Value, { kind: 'text' }>;

const shown =
  (made: (text: string) => string) =>
  (subject: Text): Value => ({
    ...subject,
    text: made(subject.text),
  });

/** Where `str.format` puts something, or a brace that is doubled. */
const PLACES = /\{\{|\}\}|\{(\w*)\}/g;

/** `"… {name} …".format(name=…)`; null where it puts something in another way. */
function formatted({ text, holes }: Text, { args, named }: Call): Value | null {
  if (holes.length > 0 || /[{}]/.test(text.replace(PLACES, ''))) return null;
  const pieces: Value[] = [];
  let [at, nth] = [0, 0];
  for (const { 0: whole, 1: name, index } of text.matchAll(PLACES)) {
    pieces.push(textOf(text.slice(at, index)));
    at = index + whole.length;
    const given = name === '' ? args[nth++] : (named.get(name ?? '') ?? args[Number(name)]);
    if (name === undefined) pieces.push(textOf(whole.charAt(0)));
    else if (given) pieces.push(given);
    else return null;
  }
  return joined([...pieces, textOf(text.slice(at))], true);
}

function replaced(subject: Text, { args: [old, by] }: Call): Value | null {
  if (subject.holes.length > 0 || old?.kind !== 'text' || by?.kind !== 'text' || old.text === '') return null;
  const pieces = subject.text
    .split(old.text)
    .flatMap((piece, i) => (i > 0 ? [by, textOf(piece)] : [textOf(piece)]));
  return joined(pieces);
}

/** Texts of a list with this one between them; null where an item is none. */
function joinedBy(joint: Text, { args: [list] }: Call): Value | null {
  if (list?.kind !== 'list') return null;
  return joined(list.items.flatMap((item, i) => (i > 0 ? [joint, item] : [item])));
}

/** What methods of Python make of a text; null where only a run would tell. */
export const TEXT_METHODS: ReadonlyMap<string, (subject: Text, call: Call) => Value | null> = new Map([
  ['format', formatted],
  ['join', joinedBy],
  ['lower', shown((text) => text.toLowerCase())],
  ['lstrip', shown((text) => text.trimStart())],
  ['replace', replaced],
  ['rstrip', shown((text) => text.trimEnd())],
  ['strip', shown((text) => text.trim())],
  ['upper', shown((text) => text.toUpperCase())],
]);
