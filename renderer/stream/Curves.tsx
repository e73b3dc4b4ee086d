import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Timeline } from '../../shared/eventstream/timing.ts';
import type { ChunkSize } from '../store/lab.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { chunkName, milliseconds } from '../ui/units.ts';
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
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const chosen = useRef<ChunkSize>(size);
  chosen.current = size;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = makeChart(element, points, () => chosen.current);
    };
    draw();
    const watch = new ResizeObserver(() =>
      chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    watch.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      watch.disconnect();
      theme.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [points]);

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

function makeChart(element: HTMLElement, points: CurvePoints, chosen: () => ChunkSize): uPlot {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
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
        { scale: 'share', stroke: colour('--warn'), width: 1.8, points: { show: false } },
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

function CurveTable({ points }: { readonly points: CurvePoints }) {
  return (
    <ScrollRegion label="Figures by chunk size" className={styles.tableScroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">chunk size</th>
            <th scope="col">first token</th>
            <th scope="col">gaps under 1 ms</th>
            <th scope="col">longest silence</th>
          </tr>
        </thead>
        <tbody>
          {points.sizes.map((size, index) =>
            Math.log2(size) % 1 !== 0 ? null : (
              <tr key={size}>
                <th scope="row">{chunkName(size)}</th>
                <td>{figure(points.firstTokenMs[index], milliseconds)}</td>
                <td>{figure(points.burstPercent[index], (share) => `${Math.round(share)} %`)}</td>
                <td>{figure(points.longestSilenceMs[index], milliseconds)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const figure = (value: number | null | undefined, write: (value: number) => string): string =>
  typeof value === 'number' ? write(value) : '–';
