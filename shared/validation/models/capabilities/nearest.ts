import type { Capabilities } from './capability.ts';

interface Kin {
  /** Provider and line: `anthropic.claude`, `amazon.nova`, `meta.llama`. */
  readonly line: string;
  /** Words that are no version: `opus`, `lite`. */
  readonly words: readonly string[];
  readonly version: readonly number[];
}

/** Reads line, words and version off a model id, without dates and revisions. */
function kinOf(base: string): Kin {
  const plain = base
    .replace(/:.*$/, '')
    .replace(/-v\d+$/, '')
    .replace(/-\d{4,8}(?=-|$)/g, '');
  const [line = '', ...parts] = plain.split(/(?<=[a-z])(?=\d)|-/);
  const version = parts.filter((part) => /^\d+$/.test(part)).map(Number);
  return { line, words: parts.filter((part) => !/^\d+$/.test(part)), version };
}

/** Models that share a line with chat models and are none. */
const NO_CHAT = /embed|image|canvas|reel|sonic|rerank/;

const number = ([major = 0, minor = 0]: readonly number[]): number => major + minor / 100;

/**
 * The generation that is likest to a model which no row names: of the same line, with the most words in
 * common, then with the nearest version that is not above its own.
 */
export function nearestRelative(base: string, rows: readonly Capabilities[]): Capabilities | undefined {
  if (NO_CHAT.test(base)) return undefined;
  const wanted = kinOf(base);
  const scored = rows.flatMap((row) => {
    const kin = kinOf(row.example);
    if (kin.line !== wanted.line) return [];
    const common = kin.words.filter((word) => wanted.words.includes(word)).length;
    const ahead = number(wanted.version) - number(kin.version);
    return [{ row, common, distance: ahead >= 0 ? ahead : 1000 - ahead }];
  });
  scored.sort((a, b) => b.common - a.common || a.distance - b.distance);
  return scored[0]?.row;
}
