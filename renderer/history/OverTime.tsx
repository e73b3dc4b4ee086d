import { type CSSProperties, useCallback } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { TimeSeries } from '../../shared/contract/history.ts';
import { shown } from '../ui/shown.ts';
import { type Colour, useDrawing } from '../ui/useDrawing.ts';
import { type Hatch, hatchAt, hatched, hatchImage, REFUSED } from './hatches.ts';
import { modelNames } from './model-names.ts';
import styles from './OverTime.module.css';
import { setQuery, useHistory } from './store.ts';
import { hasTerm, termFor, termsOf, toggleTerm } from './terms.ts';

const HEIGHT = 132;
/** Colours of the lines, by their place; the models that share a line have the last. */
const COLOURS = ['--accent', '--renamed', '--kept', '--warn', '--added', '--faint'] as const;
/** Shorter spans than this were a click. */
const LEAST_SELECTED_PX = 4;

const colourAt = (i: number): (typeof COLOURS)[number] => COLOURS[i] ?? '--faint';

/** Layers are told apart by their lines, too. */
const swatchOf = (colour: string, hatch: Hatch): CSSProperties => ({
  backgroundColor: `var(${colour})`,
  backgroundImage: hatchImage(hatch, 'var(--panel)'),
});

/** A moment as the filter takes it: UTC, to the millisecond. */
const moment = (ms: number): string => new Date(ms).toISOString();

/** Leaves what began in a span of time. */
function narrow(from: number, to: number): void {
  const { query } = useHistory.getState();
  const others = termsOf(query).filter((term) => !/^started:/i.test(term));
  setQuery([...others, `started:>=${moment(from)}`, `started:<${moment(to)}`].join(' '));
}

/** False where nothing streamed: there is neither a line nor an axis then. */
const hasFirstTokens = ({ firstTokenMs }: TimeSeries): boolean => firstTokenMs.some((ms) => ms !== null);

/** Calls over time by model, those that were refused, and the mean first token. A drag over it narrows the filter. */
export function OverTime({ over }: { readonly over: TimeSeries }) {
  const query = useHistory((state) => state.query);
  const nameOf = modelNames(over.series.flatMap(({ model }) => model ?? []));
  const host = useDrawing<HTMLDivElement>(
    useCallback(
      (element, colour) => {
        const made = makeChart(element, colour, over);
        return {
          resize: () => made.setSize({ width: element.clientWidth, height: HEIGHT }),
          remove: () => made.destroy(),
        };
      },
      [over],
    ),
  );
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <b>Calls over time</b>
        {over.series.map(({ model }, i) =>
          model === null || model === '' ? (
            <span key="others">
              <i style={swatchOf(colourAt(i), hatchAt(i))} aria-hidden />{' '}
              {model === '' ? 'no model' : 'others'}
            </span>
          ) : (
            <button
              key={model}
              type="button"
              className={styles.model}
              aria-pressed={hasTerm(query, termFor('model', model))}
              title={shown(model)}
              onClick={() => setQuery(toggleTerm(query, termFor('model', model)))}
            >
              <i style={swatchOf(colourAt(i), hatchAt(i))} aria-hidden /> {shown(nameOf(model))}
            </button>
          ),
        )}
        <span>
          <i style={swatchOf('--leaked', REFUSED)} aria-hidden /> refused
        </span>
        {hasFirstTokens(over) && (
          <span>
            <i className={styles.first} aria-hidden /> first token
          </span>
        )}
        <span className={styles.hint}>drag to narrow</span>
      </figcaption>
      <div ref={host} className={styles.chart} role="img" aria-label={describe(over)} />
    </figure>
  );
}

function describe({ series, refused, from, stepMs }: TimeSeries): string {
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  const models = series.map(({ model, counts }) => `${model ?? 'others'} ${total(counts)}`).join(', ');
  const end = from + stepMs * refused.length;
  const time = (ms: number): string => new Date(ms).toLocaleString('en-GB');
  return `Calls from ${time(from)} to ${time(end)}: ${models}; ${total(refused)} refused.`;
}

/** Each line stands on the one before it. */
function stacked(series: TimeSeries['series']): readonly (readonly number[])[] {
  let below: readonly number[] = [];
  return series.map(({ counts }) => {
    below = counts.map((count, i) => count + (below[i] ?? 0));
    return below;
  });
}

/** How ticks of the time axis are written, with what tells their day or minute below the first of each (uPlot's form). */
const TIMES: uPlot.Axis.Values = [
  [31_536_000, '{YYYY}', null, null, null, null, null, null, 1],
  [2_419_200, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [1, ':{ss}', '\n{D} {MMM} {HH}:{mm}', null, '\n{D} {MMM} {HH}:{mm}', null, '\n{HH}:{mm}', null, 1],
  [
    0.001,
    ':{ss}.{fff}',
    '\n{D} {MMM} {HH}:{mm}',
    null,
    '\n{D} {MMM} {HH}:{mm}',
    null,
    '\n{HH}:{mm}',
    null,
    1,
  ],
];

/** Steps of a scale that counts. */
const COUNTS = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((step) => [step, 2 * step, 5 * step]);

function makeChart(element: HTMLElement, colour: Colour, over: TimeSeries): uPlot {
  const axis = {
    stroke: colour('--dim'),
    font: `10px ${colour('--mono')}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  // A single step would be drawn over a span of years: an empty one stands after the last.
  const times = [...over.refused, 0].map((_, i) => (over.from + i * over.stepMs) / 1000);
  const layers = [...stacked(over.series)].reverse();
  const bars = uPlot.paths.bars?.({ size: [0.9, 40], align: 1 });
  const layer = (name: Parameters<Colour>[0], hatch: Hatch) => {
    const plain = colour(name);
    const fill = hatched(plain, colour('--panel'), hatch);
    return {
      scale: 'calls',
      fill,
      stroke: plain,
      width: 0,
      points: { show: false },
      ...(bars ? { paths: bars } : {}),
    };
  };
  return new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      // The last label of the time stands half beyond its tick.
      padding: [8, hasFirstTokens(over) ? 4 : 26, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: {
        calls: { range: (_, __, high) => [0, Math.max(1, high)] },
        ms: { range: (_, __, high) => [0, Math.max(1, (high ?? 0) * 1.1)] },
      },
      axes: [
        { ...axis, size: 34, values: TIMES },
        { ...axis, scale: 'calls', size: 40, incrs: COUNTS },
        {
          ...axis,
          show: hasFirstTokens(over),
          scale: 'ms',
          side: 1,
          size: 50,
          grid: { show: false },
          values: (_, ticks) => ticks.map((ms) => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)),
        },
      ],
      series: [
        {},
        ...layers.map((_, i) => {
          const place = layers.length - 1 - i;
          return layer(colourAt(place), hatchAt(place));
        }),
        layer('--leaked', REFUSED),
        { scale: 'ms', stroke: colour('--text'), width: 1.4, spanGaps: true, points: { size: 3 } },
      ],
      hooks: {
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < LEAST_SELECTED_PX) return;
            narrow(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
          },
        ],
      },
    },
    [
      times,
      ...layers.map((counts) => [...counts, null]),
      [...over.refused, null],
      [...over.firstTokenMs, null],
    ] as uPlot.AlignedData,
    element,
  );
}
