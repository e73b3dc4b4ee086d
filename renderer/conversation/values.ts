import { useMemo } from 'react';
import type { Json } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { type Pointer, valueAt } from '../../shared/json/pointer.ts';
import { useInspection } from '../store/inspection.ts';

let known: { readonly text: string; readonly value: Json | null } | null = null;

/** The request as a value; the last one is kept, as many cards ask for parts of the same. */
function parsed(text: string): Json | null {
  if (known?.text !== text) {
    try {
      known = { text, value: parseJson(text) };
    } catch {
      known = { text, value: null };
    }
  }
  return known.value;
}

/** A part of the request that is shown; undefined where it has none at this place. */
export function useRequestValue(pointer: Pointer): Json | undefined {
  const text = useInspection((state) => state.result?.requestText ?? 'null');
  return useMemo(() => valueAt(parsed(text), pointer), [text, pointer]);
}
