import type { SecretKind } from './finding.ts';
import { holdsHeaders, isContent, secretHeader } from './names.ts';
import type { Quoted } from './quotes.ts';

/** UTF-16 units of a name at most. */
export const LONGEST_NAME = 128;

/** A name that a value stands under. */
export interface Key {
  readonly name: string;
  readonly kind: SecretKind | null;
  readonly content: boolean;
  readonly headers: boolean;
}

/** The list of a call's tools, and one of them: a tool's own members are no content, what it describes is. */
export type Role = 'tools' | 'tool';

/** An open bracket, or the text itself. */
export interface Frame {
  readonly open: string;
  /** Set where all that stands inside is secret, and the name that says so. */
  readonly secret: Key | null;
  readonly content: boolean;
  readonly headers: boolean;
  readonly role: Role | null;
  key: Key | null;
  /** `{"name": "Authorization", "value": …}`: the pair, in whichever order it comes. */
  named: string | null;
  value: Quoted | null;
  /** `environ["NAME"] = …`: the last short string in it. */
  last: string | null;
}

export const CLOSES: ReadonlyMap<string, string> = new Map([
  ['}', '{'],
  [']', '['],
  [')', '('],
]);

/** The text itself, before any bracket is open. */
export const outermost = (): Frame => ({
  open: '',
  secret: null,
  content: false,
  headers: false,
  role: null,
  key: null,
  named: null,
  value: null,
  last: null,
});

function roleOf(open: string, { key, content, role }: Frame): Role | null {
  if (open === '[' && key?.name === 'tools' && !content) return 'tools';
  return open === '{' && role === 'tools' ? 'tool' : null;
}

/** What an opening bracket begins inside of `around`. */
export function opened(open: string, around: Frame): Frame {
  const { key, secret, content, headers, role } = around;
  const ofTool = role === 'tool' && (key?.headers || key?.kind);
  return {
    ...outermost(),
    open,
    secret: key?.kind ? key : secret,
    content: ofTool ? false : content || (key?.content ?? false),
    headers: headers || (key?.headers ?? false),
    role: roleOf(open, around),
  };
}

/** A name as it counts where it stands: in content none does, but for those of a tool itself. */
export const keyIn = ({ content, role }: Frame, name: string, named: SecretKind | null): Key => ({
  name,
  kind: content && role !== 'tool' ? null : named,
  content: isContent(name),
  headers: holdsHeaders(name),
});

/** A value `[from, to)` that the name in the same pair calls secret. */
export interface Paired {
  readonly name: string;
  readonly kind: SecretKind;
  readonly from: number;
  readonly to: number;
}

/**
 * `name` and `value` of a header or variable, as HAR and Kubernetes write them: takes what stands under `key` for one of
 * them. Says what the pair comes to where it is whole, `waits` where the name's value is still to come, null where
 * the string counts for itself.
 */
export function pairIn(frame: Frame, key: Key | null, quoted: Quoted, text: string): Paired | 'waits' | null {
  const role = key?.name.toLowerCase();
  const isName = (role === 'name' || role === 'key') && quoted.to - quoted.from <= LONGEST_NAME;
  if (isName) frame.named = text.slice(quoted.from, quoted.to);
  else if (role === 'value') frame.value = quoted;
  else return null;
  if (frame.named === null || frame.value === null) return isName ? 'waits' : null;
  const kind = secretHeader(frame.named);
  const { from, to } = frame.value;
  frame.value = null;
  return kind && { name: frame.named, kind, from, to };
}
