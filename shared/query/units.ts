/** Units of durations, milliseconds. */
const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Units of sizes, bytes. */
const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  k: 1_024,
  kb: 1_024,
  m: 1_048_576,
  mb: 1_048_576,
  g: 1_073_741_824,
  gb: 1_073_741_824,
};

const QUANTITY = /^(\d{1,15}(?:\.\d{1,6})?|\.\d{1,6})([a-z%]*)$/i;

function quantity(text: string, units: ReadonlyMap<string, number>): number | null {
  const found = QUANTITY.exec(text);
  const factor = units.get(found?.[2]?.toLowerCase() ?? '?');
  return found?.[1] === undefined || factor === undefined ? null : Number(found[1]) * factor;
}

const withBare = (units: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map([...Object.entries(units), ['', 1]]);

const DURATION_UNITS = withBare(DURATIONS);
const SIZE_UNITS = withBare(SIZES);
const NUMBER_UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1_000],
  ['m', 1_000_000],
]);
const SHARE_UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['%', 0.01],
]);

/** `500ms`, `2s`, `15m`, `1.5h`, `7d`, or milliseconds: milliseconds. Null for anything else. */
export const readDuration = (text: string): number | null => quantity(text, DURATION_UNITS);

/** `4kb`, `1.5mb`, or bytes: bytes. */
export const readSize = (text: string): number | null => quantity(text, SIZE_UNITS);

/** A number, or one of thousands and millions: `12k`, `1.2m`. */
export const readNumber = (text: string): number | null => quantity(text, NUMBER_UNITS);

/** `0.5` or `50%`: a share of 1. */
export const readShare = (text: string): number | null => quantity(text, SHARE_UNITS);

/** `500 ms`, `2 s`, `15 min`, as it is said in a sentence. */
export function sayDuration(ms: number): string {
  const [unit, factor] =
    ms < 1_000
      ? ['ms', 1]
      : ms < 60_000
        ? ['s', 1e3]
        : ms < 3_600_000
          ? ['min', 6e4]
          : ms < 172_800_000
            ? ['h', 3.6e6]
            : ['days', 8.64e7];
  return `${plain(ms / Number(factor))} ${unit}`;
}

/** `512 B`, `4 kB`, `1.5 MB`. */
export function saySize(bytes: number): string {
  const [unit, factor] =
    bytes < 1_024
      ? ['B', 1]
      : bytes < 1_048_576
        ? ['kB', 1_024]
        : bytes < 1_073_741_824
          ? ['MB', 1_048_576]
          : ['GB', 1_073_741_824];
  return `${plain(bytes / Number(factor))} ${unit}`;
}

/** Without more digits than anybody reads, and without changing what is said: 6 significant digits at least. */
export const plain = (value: number): string => String(Number(value.toPrecision(12)));
