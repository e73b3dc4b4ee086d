import type { Json, JsonObject } from '../../shared/json/json.ts';

/** What changed requests are made of: values that stood under a key somewhere, keys, and words of the engine itself. */
export interface Material {
  readonly values: ReadonlyMap<string, readonly Json[]>;
  readonly keys: readonly string[];
  readonly words: readonly string[];
}

/** A number from 0 up to but not including `below`. */
export type Chance = (below: number) => number;

const ODD: readonly Json[] = [null, true, false, 0, 1, -1, 1.5, '', ' ', 'x', [], {}, [{}], ['x'], [[]]];
/** So many values are remembered for a key. */
const KEPT = 400;

type Path = readonly (string | number)[];

function places(value: Json, at: Path = [], found: Path[] = []): Path[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    const place = [...at, Array.isArray(value) ? Number(key) : key];
    found.push(place);
    if (place.length < 9) places(member as Json, place, found);
  }
  return found;
}

/** Gathers the material of requests; `words` are texts that the engine compares with. */
export function materialOf(requests: readonly JsonObject[], words: readonly string[]): Material {
  const values = new Map<string, Map<string, Json>>();
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (!Array.isArray(value)) {
        const known = values.get(key) ?? new Map<string, Json>();
        values.set(key, known);
        const text = JSON.stringify(member);
        if (known.size < KEPT && text.length < 3000) known.set(text, member as Json);
      }
      walk(member as Json);
    }
  };
  for (const request of requests) walk(request);
  return {
    values: new Map([...values].map(([key, known]) => [key, [...known.values()]])),
    keys: [...values.keys()],
    words,
  };
}

const copy = <T extends Json>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function parentOf(root: Json, path: Path): Record<string | number, Json> | Json[] | null {
  let here: Json = root;
  for (const key of path.slice(0, -1)) {
    if (typeof here !== 'object' || here === null) return null;
    here = (here as Record<string | number, Json>)[key] ?? null;
  }
  return typeof here === 'object' ? (here as Record<string | number, Json> | Json[]) : null;
}

/** The request with one to four changes; null where a change found no place. */
export function changed(request: JsonObject, material: Material, chance: Chance): JsonObject {
  const made = copy(request) as Record<string, Json>;
  const pick = <T,>(list: readonly T[]): T | undefined => list[chance(list.length)];
  const anything = (key: string): Json => {
    const roll = chance(10);
    if (roll < 6) return copy(pick(material.values.get(key) ?? ODD) ?? null);
    if (roll < 8) return copy(pick(ODD) ?? null);
    return pick(material.words) ?? '';
  };
  for (let left = 1 + chance(4); left > 0; left -= 1) {
    const all = places(made);
    const place = pick(all);
    if (!place) break;
    const parent = parentOf(made, place);
    const last = place[place.length - 1] ?? '';
    const name = String([...place].reverse().find((part) => typeof part === 'string') ?? '');
    if (parent === null) continue;
    const holder = parent as Record<string | number, Json>;
    switch (chance(6)) {
      case 0:
        if (Array.isArray(parent)) parent.splice(Number(last), 1);
        else delete holder[last];
        break;
      case 1:
        if (Array.isArray(parent))
          parent.splice(chance(parent.length + 1), 0, copy(parent[Number(last)] ?? null));
        else holder[pick(material.keys) ?? 'x'] = holder[last] ?? null;
        break;
      case 2: {
        const key = chance(3) === 0 ? (pick(material.words) ?? 'x') : (pick(material.keys) ?? 'x');
        const target = holder[last];
        const into = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : made;
        (into as Record<string, Json>)[key] = anything(key);
        break;
      }
      case 3: {
        const key = pick(material.keys) ?? 'x';
        made[key] = anything(key);
        break;
      }
      default:
        holder[last] = anything(name);
    }
  }
  return made;
}

/** The request with one part less, for each part, the last first. */
export function* smaller(request: JsonObject): Generator<JsonObject> {
  for (const place of places(request).reverse()) {
    const less = copy(request);
    const parent = parentOf(less, place);
    const last = place[place.length - 1] ?? '';
    if (parent === null) continue;
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete (parent as Record<string | number, Json>)[last];
    yield less;
  }
}
