import { useState } from 'react';
import type { Span } from '../../shared/contract/span.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { isPastLiteLLM, useInspection } from '../store/inspection.ts';
import { chooseProfile, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Tip } from '../ui/Tip.tsx';
import { currentSpan, placesOf, releasesIn, sentenceOf, spanText } from './span-text.ts';
import styles from './Timeline.module.css';
import { useSpans } from './useSpans.ts';

/** Since when, until when: the releases between which the body or Bedrock's answer to it changes. */
export function Timeline() {
  const [wanted, setWanted] = useState<string | null>(null);
  const { spans, pending, tooLarge } = useSpans(wanted);
  const unread = useInspection(({ result, problems }) => result === null && problems.length > 0);
  const past = useInspection(isPastLiteLLM);
  const text = useRequest((state) => state.text);
  const profile = useRequest((state) => state.profile);
  const { release, strict } = profileOf(profile);
  const current = strict ? null : currentSpan(spans, release);
  return (
    <section
      className={styles.line}
      aria-label="Since when"
      aria-busy={pending && !tooLarge && !unread && !past}
    >
      <h2 className={styles.title}>Since when</h2>
      {unread ? (
        <span className={styles.text}>not asked: the request cannot be read</span>
      ) : past ? (
        <span className={styles.text}>in every release: LiteLLM has no part in this call</span>
      ) : tooLarge ? (
        <Button small look="quiet" onClick={() => setWanted(text)}>
          Find out for this large request
        </Button>
      ) : (
        <>
          <ol className={cx(styles.spans, pending && styles.pending)}>
            {spans.map((span) => (
              <Segment key={span.from} span={span} on={span === current} />
            ))}
          </ol>
          <span className={styles.text} role="status">
            {pending ? 'trying all releases …' : spans.length > 0 ? sentenceOf(spans, current) : 'not known'}
          </span>
        </>
      )}
    </section>
  );
}

function Segment({ span, on }: { readonly span: Span; readonly on: boolean }) {
  const places = placesOf(span);
  return (
    <li style={{ flexGrow: releasesIn(span) }}>
      <Tip
        text={
          <>
            <b>{spanText(span)}</b>
            {places !== '' && <span className={styles.more}>Changes {places}</span>}
            {span.reading !== null && <span className={styles.more}>{span.reading}</span>}
          </>
        }
      >
        <button
          type="button"
          className={cx(styles.span, styles[span.outcome], on && styles.on)}
          aria-current={on}
          aria-label={`${spanText(span)}. Shows it as ${span.until}.`}
          onClick={() => chooseProfile(`litellm-${span.until}`)}
        />
      </Tip>
    </li>
  );
}
