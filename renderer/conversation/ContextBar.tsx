import { ChevronRight } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { Context, Segment } from '../../shared/conversation/context.ts';
import { inputCost } from '../../shared/conversation/cost.ts';
import type { Usage } from '../../shared/recording/recording.ts';
import { promptTokens } from '../../shared/recording/usage.ts';
import { count as counted } from '../../shared/share/report/words.ts';
import { useOwnSend } from '../store/derived.ts';
import { cx } from '../ui/cx.ts';
import styles from './ContextBar.module.css';

const count = (tokens: number): string => Math.round(tokens).toLocaleString('en');
const dollars = (amount: number): string => `$${amount < 0.1 ? amount.toFixed(4) : amount.toFixed(2)}`;
const percent = (part: number, whole: number): string =>
  `${((part / Math.max(whole, 1)) * 100).toFixed(part / whole < 0.1 ? 1 : 0)} %`;

const words = ({ label, tokens, media, cached }: Segment, total: number): string =>
  [
    `${label}: about ${count(tokens)} tokens, ${percent(tokens, total)}`,
    media > 0 ? `${count(media)} of them pictures and documents` : '',
    cached > 0 ? 'cached' : 'not cached',
  ]
    .filter(Boolean)
    .join(', ');

const thinkingWords = ({ blocks, tokens }: Context['thinking']): string =>
  `Thinking that goes along, ${counted(blocks, 'block')}: about ${count(tokens)} tokens, not in the sum`;

const shareOf = (part: number, { tokens }: Segment): CSSProperties => ({
  width: `${(part / Math.max(tokens, 1)) * 100}%`,
});

/** What fills the context of the outgoing request: one bar in the order in which the model reads it. */
export function ContextBar({ context }: { readonly context: Context }) {
  const [open, setOpen] = useState(false);
  const { total, segments, thinking } = context;
  const cost = inputCost(context);
  const cached = segments.reduce((sum, segment) => sum + segment.cached, 0);
  return (
    <section className={styles.context} aria-label="What fills the context">
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={12} aria-hidden className={cx(open && styles.turned)} />
        <b>Context</b>
        <span>about {count(total)} tokens</span>
        <span>{cached > 0 ? `${percent(cached, total)} cacheable` : 'nothing cached'}</span>
        {cost && (
          <span>
            input {dollars(cost.first)}
            {cached > 0 && `, then ${dollars(cost.again)}`}
          </span>
        )}
      </button>
      <div
        className={styles.bar}
        role="img"
        aria-label={[
          ...segments.map((segment) => words(segment, total)),
          ...(thinking.tokens > 0 ? [thinkingWords(thinking)] : []),
        ].join('; ')}
      >
        {segments.map((segment) => (
          <i
            key={segment.label}
            className={cx(styles.part, styles[segment.kind])}
            style={{ flexGrow: Math.max(segment.tokens, 1) }}
            title={words(segment, total)}
          >
            {segment.media > 0 && <i className={styles.media} style={shareOf(segment.media, segment)} />}
            {segment.cached > 0 && <i className={styles.cached} style={shareOf(segment.cached, segment)} />}
          </i>
        ))}
        {thinking.tokens > 0 && (
          <i
            className={styles.thinking}
            style={{ flexGrow: thinking.tokens }}
            title={thinkingWords(thinking)}
          />
        )}
      </div>
      {open && <Details context={context} />}
    </section>
  );
}

const sum = (segments: readonly Segment[], kind: Segment['kind']): number =>
  segments.reduce((all, segment) => all + (segment.kind === kind ? segment.tokens : 0), 0);

const KINDS = ['tools', 'system', 'turn'] as const;
const KIND_NAMES = { tools: 'Tools', system: 'System', turn: 'Conversation' } as const;

/** What Bedrock counted of this very request, beside the estimate. */
function countedWords(usage: Usage, estimated: number): string {
  const prompt = promptTokens(usage);
  if (prompt === null) return '.';
  const kept = [
    usage.cacheReadTokens ? `${count(usage.cacheReadTokens)} of them read from the cache` : '',
    usage.cacheWriteTokens ? `${count(usage.cacheWriteTokens)} of them written to it` : '',
  ].filter(Boolean);
  const off = estimated > 0 && prompt > 0 ? `, the estimate is ${percent(estimated, prompt)} of that` : '';
  return `; the answer to this request counted ${[count(prompt), ...kept].join(', ')}${off}.`;
}

function Details({ context }: { readonly context: Context }) {
  const { total, segments, servers, thinking, points, least, prices, differs } = context;
  const own = useOwnSend();
  const media = segments.reduce((all, segment) => all + segment.media, 0);
  const cost = inputCost(context);
  return (
    <div className={styles.details}>
      <dl className={styles.kinds}>
        {KINDS.filter((kind) => sum(segments, kind) > 0).map((kind) => (
          <div key={kind}>
            <dt>
              <i className={cx(styles.key, styles[kind])} aria-hidden />
              {KIND_NAMES[kind]}
            </dt>
            <dd>
              {count(sum(segments, kind))} <span>{percent(sum(segments, kind), total)}</span>
            </dd>
          </div>
        ))}
        {media > 0 && (
          <div>
            <dt>
              <i className={cx(styles.key, styles.media)} aria-hidden />
              of it pictures and documents
            </dt>
            <dd>
              {count(media)} <span>{percent(media, total)}</span>
            </dd>
          </div>
        )}
        {thinking.blocks > 0 && (
          <div title="Models leave out what earlier turns thought, or most of it: it is not in the sum">
            <dt>
              <i className={cx(styles.key, styles.thinking)} aria-hidden />
              beside it thinking that goes along, {counted(thinking.blocks, 'block')}
            </dt>
            <dd>
              {count(thinking.tokens)} <span>not in it</span>
            </dd>
          </div>
        )}
        {servers.map(({ name, tools, tokens }) => (
          <div key={name}>
            <dt>
              {name === '' ? 'tools of no server' : `server ${name}`}, {counted(tools, 'tool')}
            </dt>
            <dd>
              {count(tokens)} <span>{percent(tokens, total)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ul className={styles.points}>
        {points.map(({ tokens, ttl, works, hits }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cache points have no name, only their order
          <li key={i}>
            Cache point after {count(tokens)} tokens, {ttl}:{' '}
            {works
              ? hits === null
                ? 'is written by this request.'
                : hits
                  ? 'finds what the request before wrote.'
                  : `misses: the prompt differs from the request before in ${differs ?? 'an earlier part'}.`
              : least === null
                ? 'this model is not known to cache.'
                : `does nothing, the model caches from ${count(least)} tokens on.`}
          </li>
        ))}
        {points.length === 0 && <li>No cache point: every request pays for all of it.</li>}
      </ul>
      <p className={styles.note}>
        {prices && cost
          ? `By LiteLLM’s price map: input $${prices.input}, output ${prices.output === null ? 'not priced' : `$${prices.output}`} a million tokens. `
          : 'LiteLLM’s price map of this release does not price this model. '}
        Token counts are estimates{own?.usage ? countedWords(own.usage, total) : '.'}
      </p>
    </div>
  );
}
