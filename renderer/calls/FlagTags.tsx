import {
  Ban,
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
import type { ExchangeRow, FlagKind } from '../../shared/capture/exchange.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import styles from './FlagTags.module.css';

/** Icon, word and colour of each flag: red breaks the call, amber changes or delays it, grey informs. */
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

/** What is remarkable about a call, one tag each; the error that it ended with where nothing is. */
export function FlagTags({ row: { flags, error } }: { readonly row: ExchangeRow }) {
  if (flags.length === 0) return error === '' ? null : <span className={styles.error}>{shown(error)}</span>;
  return flags.map(({ kind, count, names }) => {
    const [Icon, tone, word] = FLAGS[kind];
    return (
      <span key={kind} className={cx(styles.flag, styles[tone])} title={shown(names.join(', '))}>
        <Icon size={11} aria-hidden />{' '}
        {kind === 'leaked' && names.length === 1 ? shown(names[0] ?? '') : `${word} ${count}`}
      </span>
    );
  });
}
