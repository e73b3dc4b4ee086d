import { findInHeaderValue, valueFinding } from './find-header.ts';
import { findInUserInfo } from './find-urls.ts';
import { type Finding, type SecretKind, shifted } from './finding.ts';
import { secretHeader, secretNamed } from './names.ts';
import { type ShellWord, shellCommands } from './shell-words.ts';

type Role = 'user' | 'secret' | 'cookie' | 'certificate' | 'header';

/** Options of curl, wget and their kin whose value is or holds a secret. */
const ROLES: ReadonlyMap<string, Role> = new Map([
  ...(['-u', '--user', '-U', '--proxy-user', '-a', '--auth'] as const).map((name) => [name, 'user'] as const),
  ...(['--oauth2-bearer', '--pass', '--proxy-pass', '--tlspassword', '--proxy-tlspassword'] as const).map(
    (name) => [name, 'secret'] as const,
  ),
  ...(['-b', '--cookie'] as const).map((name) => [name, 'cookie'] as const),
  ...(['-E', '--cert', '--proxy-cert'] as const).map((name) => [name, 'certificate'] as const),
  ...(['-H', '--header', '--proxy-header'] as const).map((name) => [name, 'header'] as const),
]);

const CLIENT = /(?:^|[/\\])(?:curl|wget|https?|xh|curlie)(?:\.exe)?$/i;
/** Programs whose letter for a password is one of theirs alone; MySQL takes it attached, or asks. */
const PASSWORD_LETTER: ReadonlyMap<string, string> = new Map([
  ...(['docker', 'podman', 'sshpass', 'mysql', 'mysqldump', 'mariadb'] as const).map(
    (name) => [name, 'p'] as const,
  ),
  ['redis-cli', 'a'],
]);
const ATTACHED_ONLY: ReadonlySet<string> = new Set(['mysql', 'mysqldump', 'mariadb']);

/** `-sSuKEY:secret`: flags without values, then an option with its value attached. */
const CLUSTER = /^-[a-zA-Z#0-9]*?([uUbEHa])([\s\S]*)$/;
const FLAGS_ONLY = /^-[sSkLivgfNnIGjlMqOR#0-9]*$/;

interface Option {
  readonly name: string;
  readonly role: Role;
  readonly kind: SecretKind;
  /** What of the word is the value already: UTF-16 units of its text before it; null where the next word is. */
  readonly attached: number | null;
}

function shortOption(text: string): Option | null {
  const cluster = CLUSTER.exec(text);
  const letter = cluster?.[1];
  if (!cluster || letter === undefined) return null;
  const at = text.length - (cluster[2] ?? '').length;
  if (!FLAGS_ONLY.test(text.slice(0, at - 1))) return null;
  const role = ROLES.get(`-${letter}`);
  return role ? { name: `-${letter}`, role, kind: 'password', attached: at < text.length ? at : null } : null;
}

function longOption(text: string): Option | null {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const kind = secretNamed(name.replace(/^-+/, ''));
  const role = ROLES.get(name) ?? (kind ? 'secret' : null);
  return role ? { name, role, kind: kind ?? 'token', attached: equals < 0 ? null : equals + 1 } : null;
}

const optionOf = (text: string, client: boolean): Option | null => {
  if (text.startsWith('--')) return longOption(text);
  return client && text.startsWith('-') ? shortOption(text) : null;
};

/** Secrets in an option's value, which is the whole of `value`. */
function inValue({ name, role, kind }: Option, value: string): readonly Finding[] {
  switch (role) {
    case 'user':
      return findInUserInfo(value, 0, value.length, name);
    case 'cookie':
      return value.includes('=') ? findInHeaderValue(name, value, 'cookie') : [];
    case 'certificate': {
      const colon = value.indexOf(':', 3);
      return colon < 0 ? [] : valueFinding(value, colon + 1, value.length, 'password', name);
    }
    case 'header': {
      const colon = value.indexOf(':');
      const header = value.slice(0, Math.max(0, colon)).trim();
      const told = secretHeader(header);
      if (!told) return [];
      return findInHeaderValue(header, value.slice(colon + 1), told).map((found) =>
        shifted(found, colon + 1),
      );
    }
    case 'secret':
      return findInHeaderValue(name, value, kind);
  }
}

/** The place of a word's value without the quotes around it. */
function placeOfValue(text: string, word: ShellWord, skip: number): readonly [from: number, to: number] {
  const [from, to] = [word.from + skip, word.to];
  const first = text.charAt(from);
  const isQuoted = (skip === 0 ? word.quotes > 0 : true) && (first === '"' || first === "'");
  if (!isQuoted) return [from, to];
  const closed = to - from > 1 && text.charAt(to - 1) === first;
  return [from + 1, closed ? to - 1 : to];
}

/** The password that a program of {@link PASSWORD_LETTER} is given. */
function inPasswordOption(text: string, words: readonly ShellWord[]): readonly Finding[] {
  const program = words
    .map((word) => word.text.replace(/^.*[/\\]/, ''))
    .find((name) => PASSWORD_LETTER.has(name));
  if (program === undefined) return [];
  const option = `-${PASSWORD_LETTER.get(program)}`;
  return words.flatMap((word, i) => {
    if (!word.text.startsWith(option)) return [];
    const isAttached = word.text.length > option.length;
    const value = isAttached ? word : words[i + 1];
    if (!value || (!isAttached && (ATTACHED_ONLY.has(program) || value.text.startsWith('-')))) return [];
    const [from, to] = placeOfValue(text, value, isAttached ? option.length : 0);
    return valueFinding(text, from, to, 'password', option);
  });
}

function inCommand(text: string, words: readonly ShellWord[]): readonly Finding[] {
  const client = words.some((word) => CLIENT.test(word.text));
  const found: Finding[] = [];
  for (const [i, word] of words.entries()) {
    const option = optionOf(word.text, client);
    if (!option) continue;
    const value = option.attached === null ? words[i + 1] : word;
    if (!value || (option.attached === null && /^-[-a-zA-Z]/.test(value.text))) continue;
    const [from, to] = placeOfValue(text, value, option.attached ?? 0);
    for (const finding of inValue(option, text.slice(from, to))) found.push(shifted(finding, from));
  }
  return found;
}

/** Words that begin a line in which a name is followed by its value: of a Dockerfile, and of shells that write no `=`. */
const SETS: ReadonlySet<string> = new Set(['ENV', 'ARG', 'setx', 'setenv', 'set', 'export']);

/** Programs that keep a value under a name: `aws configure set NAME value`, `gh secret set NAME --body value`. */
const KEEPS: ReadonlySet<string> = new Set([
  'aws',
  'gh',
  'glab',
  'npm',
  'pnpm',
  'yarn',
  'fly',
  'flyctl',
  'gcloud',
  'az',
  'git',
]);

/** A word alone, such as `password`, is one of everyday language behind `set`. */
const isVariable = (name: string): boolean => /_|^[A-Z]+$/.test(name) && secretNamed(lastPart(name)) !== null;

/** No command is written longer, quotes and all, UTF-16 units: what is may be a whole document in JSON. */
const LONGEST_BEGIN = 64;

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Where the name of a secret stands whose value is the next word: `setx NAME value`, `machine … password value`. */
function positional(words: readonly ShellWord[]): number {
  const [begin] = words;
  const first = begin && begin.to - begin.from <= LONGEST_BEGIN ? begin.text : undefined;
  if (first === 'machine') return words.findIndex(({ text }) => text === 'password');
  if (first !== undefined && SETS.has(first)) {
    const at = words.findIndex(({ text }, i) => i > 0 && !text.startsWith('-'));
    return words[at] && isVariable(words[at].text) ? at : -1;
  }
  const set = first !== undefined && KEEPS.has(first) ? words.findIndex(({ text }) => text === 'set') : -1;
  const name = words[set + 1];
  return set > 0 && name && isVariable(name.text) ? set + 1 : -1;
}

function inPosition(text: string, words: readonly ShellWord[]): readonly Finding[] {
  const at = positional(words);
  const [name, next, after] = at < 0 ? [] : words.slice(at, at + 3);
  const value = next && /^--(?:body|value)$/.test(next.text) ? after : next;
  if (!name || !value) return [];
  const [from, to] = placeOfValue(text, value, 0);
  return valueFinding(text, from, to, secretNamed(lastPart(name.text)) ?? 'password', name.text);
}

/** Secrets in the options of commands: `-u key:secret`, `--oauth2-bearer`, `-b`, `--api-key` and the like. */
export function findInOptions(text: string): readonly Finding[] {
  if (!/(?:^|\s)-|^[ \t]*(?:ENV|ARG|machine|setx|setenv|set|export)\s|\sset\s/m.test(text)) return [];
  return shellCommands(text).flatMap((words) => {
    const positional = inPosition(text, words);
    // Nearly all of a text that is no command has no option: its words need not be looked at.
    if (!words.some(({ isOption }) => isOption)) return positional;
    return [...inCommand(text, words), ...inPasswordOption(text, words), ...positional];
  });
}
