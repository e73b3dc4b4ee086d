import { isOpen, type Value } from './value.ts';

/** Whether something is so; null where only a run would tell. */
export type Truth = boolean | null;

const FALSE_IN_JSON: ReadonlySet<string> = new Set(['null', 'false', '0', '0.0', '-0', '-0.0']);

/** Whether a text or a plain value counts as true, as in both languages; null for what is neither. */
export function isTrue(value: Value): Truth {
  if (value.kind === 'text') return value.text !== '';
  return value.kind === 'plain' ? !FALSE_IN_JSON.has(value.json) : null;
}

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** True as soon as one is; only a run tells where one is open and none is true. */
export const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false;

export const all = (truths: readonly Truth[]): Truth => not(any(truths.map(not)));

/** Whether two values are the same text or the same plain value; null for lists and maps. */
export function isSame(a: Value, b: Value): Truth {
  if (isOpen(a) || isOpen(b)) return null;
  if (a.kind === 'text' && b.kind === 'text')
    return a.holes.length + b.holes.length > 0 ? null : a.text === b.text;
  if (a.kind === 'plain' && b.kind === 'plain') return a.json === b.json;
  return a.kind === b.kind ? null : false;
}
