import { hashPlace } from '../../json/hash-order.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { keyPlace } from '../../json/key-order.ts';
import { type Pointer, segments } from '../../json/pointer.ts';
import type { Schema } from './schema.ts';
import { definedAs, variantOf } from './schema.ts';

/** One step from a value to a member or item of it. */
export interface Step {
  readonly segment: string;
  readonly kind: 'member' | 'entry' | 'item';
  /** Place of the member among those the schema declares; for entries and items their place in the body. */
  readonly rank: number;
  /** What it stands among: the declared members, else the members or items of the body. */
  readonly among: object;
  /** Name of the variant that the value reached is, where paths name it. */
  readonly tag: string | null;
}

/** The way from the root of a body to a value, seen through the schema. */
export interface Path {
  readonly steps: readonly Step[];
  /** The node of the value reached, variants resolved; empty where the schema says nothing. */
  readonly node: Schema;
}

interface Place {
  readonly node: Schema;
  readonly tag: string | null;
}

function resolve(root: Schema, node: Schema, value: Json | undefined): Place {
  if (node.$ref) return resolve(root, definedAs(root.$defs, node.$ref), value);
  if (!node.tagged) return { node, tag: null };
  const variant = variantOf(node.tagged, value);
  if (!variant) return { node, tag: null };
  return { node: variant.schema, tag: node.tagged.inPath ? variant.tag : null };
}

function childOf(node: Schema, value: Json | undefined, segment: string) {
  if (isArray(value)) {
    const index = Number(segment);
    return { kind: 'item', rank: index, among: value, node: node.items ?? {}, value: value[index] } as const;
  }
  const inside = isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  const declared = keyPlace(node.properties ?? {}, segment);
  if (declared >= 0)
    return {
      kind: 'member',
      rank: declared,
      among: node.properties ?? {},
      node: node.properties?.[segment] ?? {},
      value: inside,
    } as const;
  const rank = isObject(value) ? keyPlace(value, segment) : 0;
  const rest = typeof node.additionalProperties === 'object' ? node.additionalProperties : {};
  const among = isObject(value) ? value : {};
  return { kind: 'entry', rank, among, node: rest, value: inside } as const;
}

/**
 * Follows a pointer through a body and its schema.
 * @returns one step for each segment of the pointer
 */
export function follow(schema: Schema, body: Json, pointer: Pointer): Path {
  let place = resolve(schema, schema, body);
  let value: Json | undefined = body;
  const steps: Step[] = [];
  for (const segment of segments(pointer)) {
    const next = childOf(place.node, value, segment);
    place = resolve(schema, next.node, next.value);
    value = next.value;
    const { kind, rank, among } = next;
    steps.push({ segment, kind, rank, among, tag: place.tag });
  }
  return { steps, node: place.node };
}

/** Compares two rank lists, the shorter first where one begins the other. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The place of a step in the order of a Java map; items stand as they are written. */
export const hashRank = ({ kind, rank, among, segment }: Step): number =>
  kind === 'item' ? rank : hashPlace(among, segment);
