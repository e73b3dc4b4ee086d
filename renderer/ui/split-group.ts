import { createContext } from 'react';
import type { Sizes } from './split-sizes.ts';

interface SplitGroup {
  readonly vertical: boolean;
  readonly sizes: Sizes;
  readonly change: (sizes: Sizes) => void;
  /** These panels have the sizes again that they began with. */
  readonly forget: (ids: readonly string[]) => void;
  /** Remembers the sizes for the next time. */
  readonly keep: () => void;
}

/** The panels that share one room. */
export const SplitContext = createContext<SplitGroup>({
  vertical: false,
  sizes: {},
  change: () => undefined,
  forget: () => undefined,
  keep: () => undefined,
});
