import type { ReactNode } from 'react';
import type { PopupLook } from './layers/PopupLayer.tsx';
import { PopupLayer } from './lazy.ts';
import { Opener } from './Opener.tsx';

/** A small panel that opens at its button, one element, and closes with Escape. */
export const Popup = ({ trigger: button, ...look }: PopupLook & { readonly trigger: ReactNode }) => (
  <Opener
    opens="dialog"
    wanted={look.open === true}
    forget={look.onOpenChange && (() => look.onOpenChange?.(false))}
    layer={(trigger) => <PopupLayer trigger={trigger} {...look} />}
  >
    {button}
  </Opener>
);
