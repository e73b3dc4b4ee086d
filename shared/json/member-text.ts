import { endOfString } from './depth.ts';

/** A member of an object in a text: where its key and its value begin, and what is behind it. */
export interface Member {
  readonly key: string;
  readonly from: number;
  readonly value: number;
  readonly to: number;
}

const isSpace = (sign: string | undefined): boolean =>
  sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t';

/** The members of the object that begins at `open`, repeated keys too, and where it closes; the text is known to be JSON. */
function membersAt(text: string, open: number): { readonly all: readonly Member[]; readonly close: number } {
  const all: Member[] = [];
  const notable = /["[\]{},:]/g;
  notable.lastIndex = open + 1;
  let [depth, from, key, value] = [0, -1, '', -1];
  for (let found = notable.exec(text); found; found = notable.exec(text)) {
    const [sign] = found;
    const at = found.index;
    if (sign === '"') {
      const behind = endOfString(text, at);
      if (depth === 0 && value < 0) [from, key] = [at, JSON.parse(text.slice(at, behind)) as string];
      notable.lastIndex = behind;
    } else if (sign === '[' || sign === '{') depth += 1;
    else if (depth > 0) depth -= sign === ']' || sign === '}' ? 1 : 0;
    else if (sign === ':') {
      value = at + 1;
      while (isSpace(text[value])) value += 1;
    } else {
      let to = at;
      while (isSpace(text[to - 1])) to -= 1;
      if (value >= 0) all.push({ key, from, value, to });
      value = -1;
      if (sign === '}') return { all, close: at };
    }
  }
  return { all, close: text.length };
}

/** Members in their own text but for those of a key. */
function without(text: string, open: number, key: string): string {
  const { all, close } = membersAt(text, open);
  const kept = all.flatMap((member, i) => {
    if (member.key === key) return [];
    return [
      { lead: text.slice(all[i - 1]?.to ?? open + 1, member.from), own: text.slice(member.from, member.to) },
    ];
  });
  const lead = text.slice(open + 1, all[0]?.from ?? close);
  const members = kept.map((member, i) => (i === 0 ? lead : member.lead) + member.own);
  return text.slice(0, open + 1) + members.join('') + text.slice(all.at(-1)?.to ?? close);
}

/**
 * A text with a member of an object in it set or, with null, taken out; everything else stays as it is written: numbers
 * that a plain value does not hold, the order of keys, white space. Of a repeated key the last one counts, as for parsers.
 * @param text JSON whose value is an object, which may begin with a byte order mark
 * @param path names of members; objects on the way that are not there are made, those that are there are objects
 * @param json the member's value as it is to be written
 */
export function withMemberText(text: string, path: readonly string[], json: string | null): string {
  let open = text.indexOf('{');
  for (const [depth, name] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isLast && json === null) return without(text, open, name);
    const { all } = membersAt(text, open);
    const member = all.filter(({ key }) => key === name).at(-1);
    if (!member) {
      const inner = path
        .slice(depth + 1)
        .reduceRight((value, key) => `{${JSON.stringify(key)}:${value}}`, json ?? 'null');
      const at = all.at(-1)?.to ?? open + 1;
      const comma = all.length === 0 ? '' : ',';
      return `${text.slice(0, at)}${comma}${JSON.stringify(name)}:${inner}${text.slice(at)}`;
    }
    if (isLast) return text.slice(0, member.value) + json + text.slice(member.to);
    open = member.value;
  }
  return text;
}
