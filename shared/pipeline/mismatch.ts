import { isArray, isObject, type Json, jsonEqual } from '../json/json.ts';
import { leafPointers, valueAt } from '../json/pointer.ts';
import type { TransformResult } from './call/result.ts';
import { has } from './releases/behaviours.ts';
import type { Release } from './releases/release.ts';

/** What a release made of a case. It crashed on cases that have none. */
export interface Recorded {
  readonly id: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly error?: { readonly type: string; readonly params?: readonly string[] };
}

/**
 * A release's answer as it is compared: up to 1.83.0 LiteLLM writes betas in the order in which Python's hashes
 * happen to stand, another one in each process; they are compared in the order of their names.
 */
export function compared<R extends Recorded | undefined>(expected: R, release: Release): R {
  if (!expected || !has(release, 'own-betas-added') || has(release, 'own-betas-filtered')) return expected;
  const { body } = expected;
  if (!isObject(body) || !isArray(body.anthropic_beta)) return expected;
  return { ...expected, body: { ...body, anthropic_beta: [...body.anthropic_beta].sort() } };
}

const show = (value: unknown): string => (value === undefined ? '(none)' : JSON.stringify(value));

/** One line per leaf that differs. */
function differences(expected: Json, ours: Json): readonly string[] {
  if (jsonEqual(expected, ours)) return [];
  const pointers = new Set([...leafPointers(expected), ...leafPointers(ours)]);
  return [...pointers].flatMap((pointer) => {
    const [a, b] = [valueAt(expected, pointer), valueAt(ours, pointer)];
    return jsonEqual(a, b) ? [] : [`${pointer}: expected ${show(a)}, got ${show(b)}`];
  });
}

/** What is wrong with our result; empty where it is what the release did. */
export function mismatch(expected: Recorded | undefined, ours: TransformResult): readonly string[] {
  if (!expected) return ours.kind === 'crashed' ? [] : [`expected a crash, got ${ours.kind}`];
  if (expected.error) {
    const { type, params } = expected.error;
    if (ours.kind === 'outgoing') return [`expected ${type} ${show(params)}, got a body`];
    if (ours.error.type !== type) return [`expected ${type}, got ${ours.error.type}: ${ours.error.message}`];
    const [a, b] = [[...(params ?? [])].sort(), [...(ours.error.params ?? [])].sort()];
    return jsonEqual(a, b) ? [] : [`expected ${type} of ${show(a)}, got ${show(b)}`];
  }
  if (ours.kind !== 'outgoing') return [`expected a body, got ${ours.error.type}: ${ours.error.message}`];
  const { path, headers, body } = ours.outgoing;
  const found: string[] = [];
  if (path !== expected.path) found.push(`path: expected ${expected.path}, got ${path}`);
  found.push(...differences(expected.headers ?? {}, headers).map((line) => `headers ${line}`));
  // The order of keys is part of the bytes, so the texts are compared first.
  if (JSON.stringify(body) === JSON.stringify(expected.body)) return found;
  const values = differences(expected.body ?? null, body);
  const order = `order of keys: ${Object.keys(body)} instead of ${Object.keys(expected.body ?? {})}`;
  return [...found, ...(values.length > 0 ? values : [order])];
}
