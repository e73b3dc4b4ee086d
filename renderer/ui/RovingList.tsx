import { RovingFocus } from 'radix-ui/internal';
import type { ReactElement, ReactNode } from 'react';

/** A list of buttons that is one stop of the Tab key; the arrow keys, Home and End walk through it. */
export function RovingList({
  className,
  children,
}: {
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <RovingFocus.Root asChild orientation="vertical">
      <ul className={className}>{children}</ul>
    </RovingFocus.Root>
  );
}

/** The button of a list's row; `current` is where the Tab key comes first. */
export const RovingRow = ({
  current = false,
  children,
}: {
  readonly current?: boolean;
  readonly children: ReactElement;
}) => (
  <RovingFocus.Item asChild active={current}>
    {children}
  </RovingFocus.Item>
);
