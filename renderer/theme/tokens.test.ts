import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(theme: 'dark' | 'light'): ReadonlyMap<string, string> {
  const start = css.search(new RegExp(`:root\\[data-theme=.${theme}.\\] \\{`));
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

const channels = (hex: string): Rgb => {
  const at = (i: number) => Number.parseInt(hex.slice(i, i + 2), 16) / 255;
  return [at(1), at(3), at(5)];
};

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const FATES = ['kept', 'moved', 'renamed', 'added', 'dropped', 'leaked', 'warn'];
const SYNTAX = ['syntax-key', 'syntax-string', 'syntax-number', 'syntax-atom'];
const GROUNDS = ['bg', 'panel', 'raised', 'selected', 'hot', 'hover'];

const PAIRS: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((ground) => ['text', 'dim', 'faint', ...FATES].map((t) => [t, ground] as const)),
  ...FATES.map((fate) => [fate, `${fate}-soft`] as const),
  ...['bg', 'panel', 'del', 'ins', 'del-strong', 'ins-strong', 'link', 'tint-a', 'tint-b'].map(
    (ground) => ['text', ground] as const,
  ),
  ...['panel', 'bg', 'del', 'ins', 'link', 'del-strong', 'ins-strong'].flatMap((ground) =>
    SYNTAX.map((token) => [token, ground] as const),
  ),
  ['leak-mark', 'leak-cell'],
  ['faint', 'calm-cell'],
  ['accent', 'panel'],
  ['accent', 'raised'],
  ['accent', 'bg'],
  ['on-accent', 'accent-solid'],
  ['on-accent', 'accent-solid-hover'],
  ['dim', 'hover'],
];

describe.each(['dark', 'light'] as const)('%s theme', (theme) => {
  const tokens = tokensOf(theme);
  const token = (name: string): string => {
    const value = tokens.get(name);
    if (!value) throw new Error(`no token --${name} in the ${theme} theme`);
    return value;
  };

  it('defines the same colours as the other theme', () => {
    expect([...tokens.keys()]).toEqual([...tokensOf(theme === 'dark' ? 'light' : 'dark').keys()]);
  });

  it.each(PAIRS)('%s on %s reaches 4.5:1', (text, ground) => {
    expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['bg', 'panel', 'raised'])('focus ring and control borders stand out on %s at 3:1', (ground) => {
    expect(contrast(token('focus'), token(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('control-line'), token(ground))).toBeGreaterThanOrEqual(3);
  });
});
