import type { ReactNode } from 'react';
import type { TipLook } from './layers/TipLayer.tsx';
import { TipLayer } from './lazy.ts';
import { Opener } from './Opener.tsx';

/** A short explanation on hover and focus of its one child. It never holds what cannot be read elsewhere. */
export const Tip = ({ children, ...look }: TipLook & { readonly children: ReactNode }) => (
  <Opener opens={null} layer={(trigger) => <TipLayer trigger={trigger} {...look} />}>
    {children}
  </Opener>
);
