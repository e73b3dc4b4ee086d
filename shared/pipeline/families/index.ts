import type { Family } from '../family.ts';
import type { FamilyId } from '../model.ts';

import { anthropic } from './anthropic.ts';

/** Body form → its family. One import and one line each, both in alphabetical order. */
export const FAMILIES: Readonly<Partial<Record<FamilyId, Family>>> = {
  anthropic,
};
