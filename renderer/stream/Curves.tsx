import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Timeline } from '../../shared/eventstream/timing.ts';
import type { ChunkSize } from '../store/lab.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { chunkName, milliseconds } from '../ui/units.ts';
import { type Colour, useDrawing } from '../ui/useDrawing.ts';
import styles from './Curves.module.css';
import { type CurvePoints, curvePoints } from './curve-points.ts';

interface CurvesProps {
  readonly line: Timeline;
  readonly size: ChunkSize;
}

const HEIGHT = 190;
const LARGEST = 65_536;
const TICKS = [1, 8, 64, 512, 4096, 32_768];

/** First token and burst share over all chunk sizes, the chosen size marked; the same as a table on demand. */
export function Curves({ line, size }: CurvesProps) {
  const points = useMemo(() => curvePoints(line), [line]);
  const [table, setTable] = useState(false);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>
          <i className={styles.first} aria-hidden /> first token (ms){' '}
          <i className={styles.burst} aria-hidden /> gaps &lt; 1 ms (%)
        </span>
        <button type="button" className={styles.toggle} aria-pressed={table} onClick={() => setTable(!table)}>
          {table ? 'Chart' : 'Table'}
        </button>
      </figcaption>
      {table ? <CurveTable points={points} /> : <Chart points={points} size={size} />}
    </figure>
  );
}

function Chart({ points, size }: { readonly points: CurvePoints; readonly size: ChunkSize }) {
  const chart = useRef<uPlot | null>(null);
  const chosen = useRef<ChunkSize>(size);
  chosen.current = size;

  const host = useDrawing<HTMLDivElement>(
    useCallback(
      (element, colour) => {
        const made = makeChart(element, colour, points, () => chosen.current);
        chart.current = made;
        return {
          resize: () => made.setSize({ width: element.clientWidth, height: HEIGHT }),
          remove: () => {
            made.destroy();
            chart.current = null;
          },
        };
      },
      [points],
    ),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size moves the mark
  useEffect(() => chart.current?.redraw(false), [size]);

  return <div ref={host} className={styles.chart} role="img" aria-label={describe(points)} />;
}

function describe({ sizes, firstTokenMs, burstPercent }: CurvePoints): string {
  const at = (index: number): string => {
    const first = firstTokenMs[index];
    const burst = burstPercent[index];
    return `${chunkName(sizes[index] ?? 0)}: first token ${typeof first === 'number' ? milliseconds(first) : '–'}, ${Math.round(burst ?? 0)} % of gaps under 1 ms`;
  };
  return `Curves over chunk sizes. ${at(0)}. ${at(sizes.length - 1)}.`;
}

function makeChart(
  element: HTMLElement,
  colour: Colour,
  points: CurvePoints,
  chosen: () => ChunkSize,
): uPlot {
  const font = `10px ${colour('--mono')}`;
  const axis = {
    stroke: colour('--dim'),
    font,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      padding: [10, 4, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, distr: 3, log: 2, range: [1, LARGEST] },
        ms: { range: (_, __, max) => [0, Math.max(1, max * 1.05)] },
        share: { range: [0, 100] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          filter: (_, splits) => splits,
          splits: () => TICKS,
          values: (_, ticks) => ticks.map((tick) => (tick < 1024 ? String(tick) : `${tick / 1024} K`)),
        },
        { ...axis, scale: 'ms', size: 46 },
        { ...axis, scale: 'share', side: 1, size: 36, grid: { show: false }, splits: () => [0, 50, 100] },
      ],
      series: [
        {},
        { scale: 'ms', stroke: colour('--moved'), width: 1.8, points: { show: false } },
        { scale: 'share', stroke: colour('--warn'), width: 1.8, dash: [5, 3], points: { show: false } },
      ],
      hooks: {
        draw: [
          (plot) => {
            const size = chosen();
            if (size === null) return;
            const { ctx, bbox } = plot;
            const x = Math.round(plot.valToPos(Math.min(LARGEST, size), 'x', true));
            ctx.save();
            ctx.strokeStyle = colour('--accent');
            ctx.lineWidth = window.devicePixelRatio;
            ctx.setLineDash([4 * window.devicePixelRatio, 3 * window.devicePixelRatio]);
            ctx.beginPath();
            ctx.moveTo(x, bbox.top);
            ctx.lineTo(x, bbox.top + bbox.height);
            ctx.stroke();
            ctx.restore();
          },
        ],
      },
    },
    [[...points.sizes], [...points.firstTokenMs], [...points.burstPercent]],
    element,
  );
}

const COLUMNS = ['chunk size', 'first token', 'gaps under 1 ms', 'longest silence'].map((name) => ({
  id: name,
  head: name,
}));

function CurveTable({ points }: { readonly points: CurvePoints }) {
  return (
    <DataTable
      region="Figures by chunk size"
      columns={COLUMNS}
      scrollClass={styles.tableScroll}
      className={styles.table}
    >
      {points.sizes.map((size, index) =>
        Math.log2(size) % 1 !== 0 ? null : (
          <DataRow key={size}>
            <th scope="row">{chunkName(size)}</th>
            <td>{figure(points.firstTokenMs[index], milliseconds)}</td>
            <td>{figure(points.burstPercent[index], (share) => `${Math.round(share)} %`)}</td>
            <td>{figure(points.longestSilenceMs[index], milliseconds)}</td>
          </DataRow>
        ),
      )}
    </DataTable>
  );
}

const figure = (value: number | null | undefined, write: (value: number) => string): string =>
  typeof value === 'number' ? write(value) : '–';
