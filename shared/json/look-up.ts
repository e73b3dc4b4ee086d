/**
 * The entry of a table under a key that comes from outside. What every object inherits (`constructor`, `valueOf`,
 * `__proto__` …) is no entry: a plain `table[key]` would find it.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
