import { Fragment, useMemo, useSyncExternalStore } from 'react';
import type { Block, DiffLine, Inline, Report } from '../../shared/contract/report-document.ts';
import { type Colours, streamPicture } from '../../shared/share/report/pictures.ts';
import { cx } from '../ui/cx.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import { LongText } from './LongText.tsx';
import styles from './ReportView.module.css';

/** The report as it will look, of its parts: nothing of its text can mean anything to the page. */
export function ReportView({ report }: { readonly report: Report }) {
  return (
    <article className={styles.paper}>
      <h1>{shown(report.title)}</h1>
      <p>
        <Line content={report.lead} />
      </p>
      {report.sections.map(({ id, title, blocks }) => (
        <section key={id}>
          <h2>{shown(title)}</h2>
          {blocks.map((block, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a report never move
            <BlockView key={i} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}

function Line({ content }: { readonly content: readonly Inline[] }) {
  return content.map((one, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never move
    <Fragment key={i}>{piece(one)}</Fragment>
  ));
}

/** Names and paths may break behind their joints, and only there as long as they fit. */
function Code({ text }: { readonly text: string }) {
  return (
    <code>
      {shown(text)
        .split(/(?<=[.\]_])/)
        .map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name never move
          <Fragment key={i}>
            {i > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
    </code>
  );
}

function piece(one: Inline) {
  if (typeof one === 'string') return shown(one);
  if (one.kind !== 'link')
    return one.kind === 'code' ? <Code text={one.text} /> : <strong>{shown(one.text)}</strong>;
  return (
    <a href={one.url} target="_blank" rel="noopener noreferrer">
      {shown(one.text)}
    </a>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Line content={block.content} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items of a report never move
            <li key={i}>
              <Line content={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'code':
      return (
        <ScrollRegion label="Code" className={styles.code}>
          <LongText text={block.text} />
        </ScrollRegion>
      );
    case 'diff':
      return <Diff lines={block.lines} label={block.alt} />;
    case 'stream':
      return <Stream block={block} />;
  }
}

function Table({ head, rows }: Omit<Extract<Block, { kind: 'table' }>, 'kind'>) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a report never move
          <tr key={i}>
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: neither do their cells
              <td key={column}>
                <Line content={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Diff({ lines, label }: { readonly lines: readonly DiffLine[]; readonly label: string }) {
  return (
    <ScrollRegion label={label} className={styles.code}>
      {lines.map(({ sign, number, text }, i) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a report never move
          key={i}
          className={cx(styles.line, sign === '-' && styles.del, sign === '+' && styles.ins)}
        >
          <i>{number ?? ''}</i>
          <b>{sign === '-' ? '−' : sign}</b>
          <span>{shown(text)}</span>
        </div>
      ))}
    </ScrollRegion>
  );
}

/** A picture in a page of its own has none of this page's variables. */
function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: of('--text'),
    dim: of('--dim'),
    line: of('--line'),
    panel: of('--panel'),
    accent: of('--accent'),
    bad: of('--leaked'),
    badSoft: of('--del'),
    good: of('--kept'),
    goodSoft: of('--ins'),
    warn: of('--warn'),
  };
}

const themeNow = (): string => document.documentElement.dataset.theme ?? '';

function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function Stream({ block }: { readonly block: Extract<Block, { kind: 'stream' }> }) {
  const theme = useSyncExternalStore(onTheme, themeNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme says which colours there are
  const source = useMemo(
    () =>
      `data:image/svg+xml;charset=utf-8,${encodeURIComponent(streamPicture(block.picture, block.alt, coloursNow()))}`,
    [block, theme],
  );
  return <img className={styles.picture} src={source} alt={block.alt} />;
}
