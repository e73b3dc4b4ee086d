import { anthropicRules } from './anthropic.ts';
import type { FamilyRules } from './family.ts';

type Lookup = readonly [RegExp, (base: string) => FamilyRules];

// The first pattern that fits the foundation model id decides.
const FAMILIES: readonly Lookup[] = [[/^anthropic\.claude-/, anthropicRules]];

/**
 * The rules for the native body of a foundation model.
 * @param base model id without geography prefix
 * @returns undefined for models whose bodies Strata has no rules for (embeddings, images, new providers)
 */
export function rulesFor(base: string): FamilyRules | undefined {
  return FAMILIES.find(([pattern]) => pattern.test(base))?.[1](base);
}
