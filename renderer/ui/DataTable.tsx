import type { ComponentProps, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './DataTable.module.css';
import { ScrollRegion } from './ScrollRegion.tsx';

export interface Column {
  readonly id: string;
  readonly head: ReactNode;
  /** Its width, and where the pane is too narrow for it. */
  readonly className?: string | undefined;
}

interface DataTableProps extends ComponentProps<'table'> {
  readonly columns: readonly Column[];
  /** For screen readers alone. */
  readonly headHidden?: boolean;
  readonly caption?: string;
  /** Names a table that scrolls by keyboard; without it something inside takes the focus. */
  readonly region?: string;
  readonly scroll?: Ref<HTMLElement>;
  readonly scrollClass?: string | undefined;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that scrolls under its head, its columns as wide as their classes say. */
export function DataTable({
  columns,
  headHidden = false,
  caption,
  region,
  scroll,
  scrollClass,
  className,
  children,
  ...rest
}: DataTableProps) {
  const table = (
    <table className={cx(styles.table, className)} {...rest}>
      {caption !== undefined && <caption className="visually-hidden">{caption}</caption>}
      <colgroup>
        {columns.map(({ id, className: width }) => (
          <col key={id} className={width} />
        ))}
      </colgroup>
      <thead className={headHidden ? 'visually-hidden' : styles.head}>
        <tr aria-rowindex={rest['aria-rowcount'] === undefined ? undefined : 1}>
          {columns.map(({ id, head, className: width }) => (
            <th key={id} scope="col" className={width}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  const around = cx(styles.scroll, scrollClass);
  return region === undefined ? (
    <section ref={scroll} className={around}>
      {table}
    </section>
  ) : (
    <ScrollRegion label={region} className={around} {...(scroll ? { ref: scroll } : {})}>
      {table}
    </ScrollRegion>
  );
}

interface DataRowProps extends ComponentProps<'tr'> {
  /** Something in it is wrong. */
  readonly hot?: boolean | undefined;
  readonly lit?: boolean;
}

/** A row that says by its ground what it is: wrong, chosen, or under the pointer where it can be pressed. */
export function DataRow({ hot = false, lit = false, className, ...rest }: DataRowProps) {
  const pressed = rest.onClick !== undefined && styles.pressed;
  return (
    <tr className={cx(styles.row, pressed, hot && styles.hot, lit && styles.lit, className)} {...rest} />
  );
}
