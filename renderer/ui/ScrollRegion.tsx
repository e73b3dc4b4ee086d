import type { ReactNode, Ref, UIEventHandler, WheelEventHandler } from 'react';

interface ScrollRegionProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
  readonly onScroll?: UIEventHandler<HTMLElement>;
  readonly onWheel?: WheelEventHandler<HTMLElement>;
  readonly ref?: Ref<HTMLElement>;
}

/** A part that scrolls by itself, and can be reached and scrolled by keyboard. */
export function ScrollRegion({ label, ...rest }: ScrollRegionProps) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
  return <section aria-label={label} tabIndex={0} {...rest} />;
}
