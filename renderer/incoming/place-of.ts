import type { Pointer } from '../../shared/json/pointer.ts';

/** A pointer with stars for positions in lists. */
export const placeOf = (pointer: Pointer): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');
