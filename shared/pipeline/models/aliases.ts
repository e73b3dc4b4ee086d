import type { Release } from '../releases/release.ts';
import { releaseData } from './data.ts';

/** The model that an alias of the cost map, such as `claude-opus-latest`, stands for (since 1.110); others as they are. */
export function aliasTarget(release: Release, model: string): string {
  const { aliases } = releaseData(release);
  return Object.hasOwn(aliases, model) ? (aliases[model] ?? model) : model;
}
