import type { Report } from '../../contract/report-document.ts';
import type { RedactionChoices, Taken, TakenKind, TakenValue } from '../../contract/share.ts';
import { sha256Hex } from '../../hash/sha256.ts';
import type { SecretKind } from '../../redaction/finding.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import { byteLength, formOf, imageFormat } from '../../tokens/media.ts';
import { withTexts } from './document.ts';
import { Learned } from './learned.ts';
import type { Written } from './private.ts';
import { type Search, type Spot, usualSearch } from './search.ts';
import { count, size } from './words.ts';

export const NO_CHOICES: RedactionChoices = { kept: [], alsoTaken: [], texts: [] };

const LABELS: Readonly<Record<TakenKind, string>> = {
  host: 'Host names',
  account: 'AWS account',
  email: 'E-mail addresses',
  data: 'Pictures and documents',
  'message-text': 'Message texts',
  'tool-description': 'Tool descriptions',
  chosen: 'What you selected',
  'api-key': 'API keys',
  'aws-key-id': 'AWS key ids',
  'aws-secret': 'AWS secrets',
  'aws-token': 'AWS tokens',
  bearer: 'Bearer tokens',
  basic: 'Basic credentials',
  cookie: 'Cookies',
  jwt: 'JSON web tokens',
  password: 'Passwords',
  'private-key': 'Private keys',
  signature: 'Signatures',
  token: 'Tokens',
  known: 'Credentials of this computer',
};

/** These stay unless they are asked to go: a report without them says little. */
const STAYS: ReadonlySet<TakenKind> = new Set(['message-text', 'tool-description']);
/** Kinds whose values are shown in the list; of the others only the name. */
const SHOWN: ReadonlySet<TakenKind> = new Set([
  ...(['host', 'account', 'email', 'data', 'message-text', 'tool-description', 'chosen'] as const),
]);

/** The forms in which a text stands in a report: as it is, and inside JSON. */
const formsOf = (text: string): readonly string[] => {
  const inJson = JSON.stringify(text).slice(1, -1);
  return inJson === text ? [text] : [inJson, text];
};

/** A value for the list: its beginning, and of data what it is, for base64 says nothing to anybody. */
function shownOf(kind: TakenKind, value: string): string {
  if (kind !== 'data') return value.slice(0, 80);
  const format = imageFormat(value) ?? formOf(value);
  return `${format === 'text' ? 'data' : format.toUpperCase()}, ${size(byteLength(value))}`;
}

/** Where values stand in a text, as far as they begin in its first `most` characters. */
function spotsOf(text: string, most: number, kind: TakenKind, values: readonly string[]): readonly Spot[] {
  const spots: Spot[] = [];
  for (const value of values)
    for (const form of formsOf(value)) {
      const near = text.slice(0, most + form.length - 1);
      for (let at = near.indexOf(form); at >= 0; at = near.indexOf(form, at + form.length))
        spots.push({ kind, from: at, to: at + form.length, name: null });
    }
  return spots;
}

/** A spot that goes, with the number of its value. */
interface Going {
  readonly spot: Spot;
  readonly number: number;
}
const NONE: readonly Going[] = [];

/** Spots in order; of two that overlap the longer one counts, so that nothing of the other is left beside it. */
function apart<T extends { readonly spot: Spot }>(found: readonly T[]): readonly T[] {
  const kept: T[] = [];
  const sorted = [...found].sort((a, b) => a.spot.from - b.spot.from || b.spot.to - a.spot.to);
  for (const one of sorted) {
    const last = kept.at(-1);
    if (!last || one.spot.from >= last.spot.to) kept.push(one);
    else if (one.spot.to > last.spot.to) {
      const to = one.spot.to;
      kept[kept.length - 1] = { ...last, spot: { ...last.spot, to } };
    }
  }
  return kept;
}

const LONGEST_ID = 200;
/** Values that are told apart in the list; of many calls what is beyond is taken out and not listed. */
const MOST_FOUND = 20_000;
/** Characters behind the shown ones in which the end of a secret is looked for: more than a private key has. */
const BEYOND = 20_000;
const HOST_PORT = /:\d+$/;

/** What stands in place of a value: of the same form where a form matters, so that what is copied still reads. */
function standIn(kind: TakenKind, value: string, number: number): string {
  switch (kind) {
    case 'host':
      return `host-${number}.example${HOST_PORT.exec(value)?.[0] ?? ''}`;
    case 'account':
      return String(number).padStart(12, '0');
    case 'email':
      return `person-${number}@example.com`;
    case 'data':
      return `[${count(Math.floor((value.length * 3) / 4), 'byte')} of data taken out]`;
    default:
      return `[${count(value.length, 'character')} taken out]`;
  }
}

/** Names a value: a long one by its beginning and its hash, a name goes to the window and back. */
const idOf = (value: string): string =>
  value.length <= LONGEST_ID ? value : `${value.slice(0, LONGEST_ID)} ${sha256Hex(value)}`;

/** Tells values of any length apart, 64 bits of them: it is asked for each of them, which a real hash is too slow for. */
function keyOf(value: string): string {
  if (value.length <= LONGEST_ID) return value;
  let [one, two] = [0x9e37_79b9, 0x85eb_ca6b];
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    one = Math.imul(one ^ code, 0x0100_0193);
    two = Math.imul(two ^ code, 0x5bd1_e995) ^ (two >>> 15);
  }
  return `${value.slice(0, LONGEST_ID)} ${value.length} ${one} ${two}`;
}

/** A value that was found, or secrets of a name and a length. */
interface Found {
  readonly id: string;
  readonly kind: TakenKind;
  readonly shown: string;
  readonly number: number;
  readonly sections: Set<string>;
  count: number;
}

/** Takes private things and secrets out of a report, and tells which. */
export class ReportRedaction {
  readonly #redactor: Redactor;
  readonly #search: Search;
  readonly #written: Written;
  readonly #choices: RedactionChoices;
  /** Null for logs of calls: their texts are too many to be looked through for each name of another one. */
  readonly #learned: Learned | null;
  /** By what tells values apart. */
  readonly #found = new Map<string, Found>();
  /** Whether a long value may have been chosen, which its id tells. */
  readonly #longChosen: boolean;
  readonly #numbers = new Map<TakenKind, number>();

  /** @param search in place of the usual one */
  constructor(redactor: Redactor, written: Written, choices: RedactionChoices, search?: Search) {
    this.#redactor = redactor;
    this.#search = search ?? usualSearch(redactor);
    this.#learned = search ? null : new Learned();
    this.#written = written;
    this.#choices = choices;
    this.#longChosen = [...choices.kept, ...choices.alsoTaken].some((id) => id.length > LONGEST_ID);
  }

  /** The report without what is to be taken out. */
  redact(report: Report): Report {
    withTexts(report, (text) => {
      this.#learned?.learn(text, this.#search(text));
      return text;
    });
    return withTexts(report, (text, section, most) => this.text(text, section, most));
  }

  /** What was found, in the order in which the kinds first stand; those that stay by themselves last. */
  taken(): readonly Taken[] {
    const kinds = new Map<TakenKind, TakenValue[]>();
    for (const { id, kind, shown, count: times, sections } of this.#found.values()) {
      const values = kinds.get(kind) ?? [];
      kinds.set(kind, values);
      values.push({ id, shown, count: times, sections: [...sections], taken: this.#isTaken(kind, id) });
    }
    const all = [...kinds].map(([kind, values]) => ({
      kind,
      label: LABELS[kind],
      taken: this.#isTaken(kind, null),
      values,
    }));
    return [...all.filter(({ kind }) => !STAYS.has(kind)), ...all.filter(({ kind }) => STAYS.has(kind))];
  }

  #isTaken(kind: TakenKind, id: string | null): boolean {
    const { kept, alsoTaken } = this.#choices;
    if (kept.includes(kind) || (id !== null && kept.includes(id))) return false;
    return !STAYS.has(kind) || alsoTaken.includes(kind) || (id !== null && alsoTaken.includes(id));
  }

  /**
   * A text without what is to be taken out, its first `most` characters; `section` says where it stands, `written` what
   * somebody wrote in it.
   */
  text(text: string, section: string, most = text.length, written = this.#written): string {
    const going = this.#going(text, section, most, written);
    if (going.length === 0 && most >= text.length) return text;
    const parts: string[] = [];
    let at = 0;
    for (const { spot, number } of going) {
      parts.push(text.slice(at, spot.from), this.#replacement(spot, text.slice(spot.from, spot.to), number));
      at = spot.to;
    }
    // What lies across the end was taken out, or is shown, as a whole.
    const end = Math.max(at, most);
    const whole = parts.join('') + text.slice(at, end);
    return end < text.length ? `${whole}\n… ${count(text.length - end, 'more character')}` : whole;
  }

  /** The values in a text that are to be taken out. */
  values(text: string, section: string, written: Written): readonly string[] {
    return this.#going(text, section, text.length, written).map(({ spot: { from, to } }) =>
      text.slice(from, to),
    );
  }

  /** Spots in a text that go, in order and without overlaps. All that are found are noted. */
  #going(text: string, section: string, most: number, written: Written): readonly Going[] {
    // What lies across the end is seen as far as this; it goes as far, and what stands behind it is not shown.
    const near = text.slice(0, most + BEYOND);
    const { texts } = this.#choices;
    const told = this.#search(near);
    this.#learned?.learn(near, told);
    const searched = [...told, ...(this.#learned?.find(near, told) ?? [])];
    // Most texts are short and hold nothing: lists for nothing would cost more than what they are looked at for.
    if (searched.length + texts.length + written.messages.length + written.tools.length === 0) return NONE;
    const spots = [
      ...spotsOf(text, most, 'chosen', texts),
      ...searched,
      ...spotsOf(text, most, 'message-text', written.messages),
      ...spotsOf(text, most, 'tool-description', written.tools),
    ];
    if (spots.length === 0) return NONE;
    const found = spots
      .filter(({ from }) => from < most)
      .map((spot) => ({ spot, ...this.#note(spot, text.slice(spot.from, spot.to), section) }));
    // What stays must not hide what goes: a message that is kept may hold an address that is not.
    return apart(found.filter(({ spot, id }) => this.#isTaken(spot.kind, id)));
  }

  #replacement(spot: Spot, value: string, number: number): string {
    const { kind } = spot;
    if (SHOWN.has(kind)) return standIn(kind, value, number);
    // The kind is one of the redactor's own: those of this module are all shown.
    const finding = { ...spot, kind: kind as SecretKind, from: 0, to: value.length };
    return this.#redactor.replace(value, [finding]).text;
  }

  #note(
    { kind, name }: Spot,
    value: string,
    section: string,
  ): { readonly id: string; readonly number: number } {
    const isShown = SHOWN.has(kind);
    const unnamed = `${kind} ${name ?? ''} ${value.length}`;
    const key = isShown ? `${kind} ${keyOf(value)}` : unnamed;
    const known = this.#found.get(key);
    if (known) {
      known.count += 1;
      known.sections.add(section);
      return { id: known.id, number: known.number };
    }
    const number = (this.#numbers.get(kind) ?? 0) + 1;
    this.#numbers.set(kind, number);
    const isListed = this.#found.size < MOST_FOUND;
    // A value that is neither listed nor can have been chosen needs no id, which a long one's hash is in.
    if (!isListed && !this.#longChosen && value.length > LONGEST_ID) return { id: kind, number };
    const id = isShown ? `${kind} ${idOf(value)}` : unnamed;
    const shown = isShown
      ? shownOf(kind, value)
      : `${name ?? 'told by its form'}, ${count(value.length, 'character')}`;
    if (isListed) this.#found.set(key, { id, kind, shown, count: 1, number, sections: new Set([section]) });
    return { id, number };
  }
}
