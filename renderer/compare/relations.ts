import type { Tone } from '../ui/Tag.tsx';
import type { Relation } from './align.ts';

/** Each relation in words. */
export const RELATIONS: Readonly<Record<Relation, { readonly label: string; readonly tone: Tone }>> = {
  same: { label: 'same meaning', tone: 'kept' },
  place: { label: 'other place', tone: 'moved' },
  shape: { label: 'other shape', tone: 'renamed' },
  'one-side': { label: 'one side only', tone: 'leaked' },
  neither: { label: 'sent by neither', tone: 'dropped' },
};
