import { X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { laidOutText } from '../../shared/pipeline/python/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Client } from '../client.ts';
import { LinesView } from '../lines/LinesView.tsx';
import { useConnection } from '../store/connection.ts';
import { useRequest } from '../store/request.ts';
import { plainModel } from '../store/title.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { answerText } from './answer-text.ts';
import styles from './Compare.module.css';

type Part = 'request' | 'response';

/** Longer bodies are compared by their beginning, bytes. */
const LARGEST = 16 * 1024 * 1024;
const NONE: readonly never[] = [];

async function requestOf(client: Client, id: string): Promise<string> {
  const { base64 } = await client.history.body({ id, part: 'request', from: 0, to: LARGEST });
  return laidOutText(new TextDecoder().decode(fromBase64(base64)));
}

async function answerOf(client: Client, id: string, profile: ProfileId): Promise<string> {
  const opened = await client.capture.open({ id, profile });
  return opened ? answerText(decode(opened)) : '';
}

function useBody(id: string, part: Part): string | null {
  const client = useConnection((state) => state.client);
  const [body, setBody] = useState<{ key: string; text: string } | null>(null);
  const key = `${id} ${part}`;
  useEffect(() => {
    let left = false;
    const { profile } = useRequest.getState();
    const text = client && (part === 'request' ? requestOf(client, id) : answerOf(client, id, profile));
    text
      ?.then((said) => !left && setBody({ key, text: said }))
      .catch(() => !left && setBody({ key, text: '' }));
    return () => {
      left = true;
    };
  }, [client, id, part, key]);
  return body?.key === key ? body.text : null;
}

const nameOf = ({ startedAt, program, model, path, status, state }: ExchangeRow): string =>
  [
    new Date(startedAt).toLocaleTimeString('en-GB'),
    ...(program === '' ? [] : [shown(program)]),
    shown(model === null ? path : plainModel(model)),
    status ?? state,
  ].join(' · ');

interface CompareProps {
  readonly left: ExchangeRow;
  readonly right: ExchangeRow;
  readonly title: string;
  readonly onClose: () => void;
}

/** Two exchanges side by side: what was asked, or what was answered. */
export function Compare({ left, right, title, onClose }: CompareProps) {
  const [part, setPart] = useState<Part>('request');
  const [one, other] = [useBody(left.id, part), useBody(right.id, part)];
  const sides = useMemo(
    () =>
      one !== null && other !== null
        ? {
            left: { label: nameOf(left), text: one, notes: NONE, lit: NONE },
            right: { label: nameOf(right), text: other, notes: NONE, lit: NONE },
          }
        : null,
    [one, other, left, right],
  );
  return (
    <section className={styles.compare} aria-label={title}>
      <Bar className={styles.bar}>
        <strong>{title}</strong>
        <Segmented
          label="What is compared"
          value={part}
          options={[
            { value: 'request', label: 'Requests' },
            { value: 'response', label: 'Answers' },
          ]}
          onChange={setPart}
        />
        {[left, right].map((row, side) => (
          <span key={row.id} className={styles.name} title={nameOf(row)}>
            <b>{side === 0 ? '−' : '+'}</b> {nameOf(row)}
          </span>
        ))}
        <span className={styles.space} />
        <Button look="quiet" small aria-label="Close the comparison" onClick={onClose}>
          <X size={13} aria-hidden />
        </Button>
      </Bar>
      <div className={styles.body}>{sides && <LinesView left={sides.left} right={sides.right} />}</div>
    </section>
  );
}
