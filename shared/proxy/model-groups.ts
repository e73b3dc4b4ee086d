import { matcherOf } from './find-deployments.ts';

/** True where a list of model groups (names, wildcards, `*`) that holds `name` covers `model`. */
export function matchesGroup(name: string, model: string): boolean {
  if (name === '*' || name === model || name === 'all-proxy-models') return true;
  return name.includes('*') && matcherOf(name).test(model);
}
