import type { ReactNode } from 'react';
import { FATES, type Fate } from '../../shared/pipeline/ledger/fate.ts';
import type { Severity } from '../../shared/pipeline/ledger/rule.ts';
import { cx } from './cx.ts';
import styles from './Tag.module.css';
import { Tip } from './Tip.tsx';

export type Tone = 'kept' | 'moved' | 'renamed' | 'added' | 'dropped' | 'leaked' | 'warn';

const TONE_OF_FATE: Readonly<Record<Fate, Tone>> = {
  kept: 'kept',
  renamed: 'renamed',
  mapped: 'renamed',
  moved: 'moved',
  consumed: 'moved',
  dropped: 'warn',
  refused: 'leaked',
  leaked: 'leaked',
  added: 'added',
};

interface TagProps {
  readonly tone: Tone;
  /** What it means, as a tooltip. */
  readonly meaning?: string;
  readonly children: ReactNode;
}

/** A word on a tinted ground. */
export function Tag({ tone, meaning, children }: TagProps) {
  const tag = <span className={cx(styles.tag, styles[tone])}>{children}</span>;
  return meaning === undefined ? tag : <Tip text={meaning}>{tag}</Tip>;
}

/** A word in a thin frame, for lists. */
export function Outline({
  tone,
  children,
}: {
  readonly tone?: 'leaked' | 'kept' | 'warn';
  readonly children: ReactNode;
}) {
  return <span className={cx(styles.outline, tone && styles[`outline-${tone}`])}>{children}</span>;
}

/** What became of a parameter, with its meaning as a tooltip. */
export function FateTag({ fate, severity }: { readonly fate: Fate; readonly severity?: Severity }) {
  const isHarmless = fate === 'dropped' && severity === 'info';
  return (
    <Tip
      text={
        isHarmless
          ? 'Not sent, and no silent loss: it was asked for, or nothing was sent at all.'
          : FATES[fate]
      }
    >
      <span className={cx(styles.tag, styles[isHarmless ? 'dropped' : TONE_OF_FATE[fate]])}>
        {isHarmless ? 'not sent' : fate}
      </span>
    </Tip>
  );
}
