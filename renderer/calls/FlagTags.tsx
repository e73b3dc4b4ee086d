import {
  Ban,
  CircleX,
  Droplet,
  Flag as FlagIcon,
  Hand,
  type LucideIcon,
  Pause,
  RotateCw,
  Scissors,
  Timer,
  TriangleAlert,
  Zap,
} from 'lucide-react';
import { useMemo } from 'react';
import type { ExchangeRow, Flag, FlagKind } from '../../shared/capture/exchange.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import styles from './FlagTags.module.css';

/** Icon, colour and word of each flag, the gravest first: red breaks the call, amber changes or delays it, grey informs. */
const FLAGS: Readonly<
  Record<FlagKind, readonly [Icon: LucideIcon, tone: 'red' | 'warn' | 'calm', word: string]>
> = {
  leaked: [Droplet, 'red', 'leaked'],
  refused: [Ban, 'red', 'refused'],
  'cut-off': [Scissors, 'red', 'cut off'],
  damaged: [TriangleAlert, 'red', 'damaged'],
  lost: [Droplet, 'warn', 'lost'],
  fault: [Zap, 'warn', 'fault'],
  stalled: [Timer, 'warn', 'stalled'],
  burst: [Zap, 'warn', 'burst'],
  unexplained: [TriangleAlert, 'warn', 'unexplained'],
  altered: [Hand, 'warn', 'altered'],
  held: [Pause, 'warn', 'held'],
  retried: [RotateCw, 'calm', 'retried'],
  fallback: [FlagIcon, 'calm', 'fallback'],
};

const ORDER = Object.keys(FLAGS);

/** The gravest first: a narrow column cuts the last ones off. */
export const gravestFirst = (flags: readonly Flag[]): readonly Flag[] =>
  [...flags].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

/** The flags of several calls as one set: what each is about, and how often. */
function flagsOf(rows: readonly ExchangeRow[]): readonly Flag[] {
  const sums = new Map<FlagKind, Flag>();
  for (const { flags } of rows)
    for (const { kind, count, names } of flags) {
      const sum = sums.get(kind);
      sums.set(kind, {
        kind,
        count: (sum?.count ?? 0) + count,
        names: [...new Set([...(sum?.names ?? []), ...names])],
      });
    }
  return [...sums.values()];
}

/** Flags whose only name says more than their word: the parameter that leaked, how a hold ended. */
const SAY_THEIR_NAME: ReadonlySet<FlagKind> = new Set(['leaked', 'lost', 'held']);

const isBroken = ({ status, state }: ExchangeRow): boolean => state === 'failed' || (status ?? 0) >= 400;

interface FlagTagsProps {
  readonly row: ExchangeRow;
  /** Calls that are folded into this one: what is remarkable about them is told with it. */
  readonly folded?: readonly ExchangeRow[];
}

const NOTHING: readonly ExchangeRow[] = [];

/** What is remarkable about a call, one tag each; the error that it ended with where nothing is. */
export function FlagTags({ row, folded = NOTHING }: FlagTagsProps) {
  const flags = useMemo(
    () => gravestFirst(folded.length === 0 ? row.flags : flagsOf([row, ...folded])),
    [row, folded],
  );
  const broken = folded.filter(isBroken).length;
  return (
    <>
      {broken > 0 && (
        <span className={cx(styles.flag, styles.red)} title="Refused or failed, of the calls folded here">
          <CircleX size={11} aria-hidden /> {broken}
          <span className="visually-hidden"> failed</span>
        </span>
      )}
      {flags.length === 0 && row.error !== '' && <span className={styles.error}>{shown(row.error)}</span>}
      {flags.map(({ kind, count, names }) => {
        const [Icon, tone, word] = FLAGS[kind];
        return (
          <span key={kind} className={cx(styles.flag, styles[tone])} title={shown(names.join(', '))}>
            <Icon size={11} aria-hidden />{' '}
            {SAY_THEIR_NAME.has(kind) && names.length === 1 && folded.length === 0
              ? shown(names[0] ?? '')
              : `${word} ${count}`}
          </span>
        );
      })}
    </>
  );
}
