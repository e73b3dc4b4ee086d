import { useEffect, useMemo, useState } from 'react';
import { decode } from '../../shared/contract/encoded.ts';
import type { Span } from '../../shared/contract/span.ts';
import { useConnection } from '../store/connection.ts';
import { isPastLiteLLM, useInspection } from '../store/inspection.ts';

/** How long the request has to stay as it is before it is taken through all releases, milliseconds. */
const PAUSE_MS = 400;
/** Longer requests are taken through all releases when somebody asks for it, UTF-16 units. */
const LARGE = 256 * 1024;

interface Spans {
  readonly spans: readonly Span[];
  /** True while the spans are those of an earlier request, or there are none yet. */
  readonly pending: boolean;
  /** True while nothing is known of a request because of its size. */
  readonly tooLarge: boolean;
}

const NONE: readonly Span[] = [];

interface Answered {
  readonly question: object;
  readonly spans: readonly Span[];
}

/**
 * The spans of the newest request that can be read, as far as releases have a part in it. `wanted`: a text that is to be
 * tried whatever its size.
 */
export function useSpans(wanted: string | null): Spans {
  const client = useConnection((state) => state.client);
  const asked = useInspection((state) => state.asked);
  const past = useInspection(isPastLiteLLM);
  const [answered, setAnswered] = useState<Answered | null>(null);
  // The profile is no part of the question: all are asked.
  const { text = '', form = 'auto', settings, deployment = 0, call = 0 } = asked ?? {};
  const route = asked === null || asked.route === 'compare' ? 'auto' : asked.route;
  const tooLarge = text.length > LARGE && text !== wanted;
  const question = useMemo(
    () => ({ text, route, form, settings, deployment, call }),
    [text, route, form, settings, deployment, call],
  );
  useEffect(() => {
    if (!client || question.text === '' || tooLarge || past) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client.sinceWhen(question, { signal: stop.signal }).then(
        (answer) => {
          if (!stop.signal.aborted) setAnswered({ question, spans: decode(answer) });
        },
        () => {
          if (!stop.signal.aborted) setAnswered({ question, spans: NONE });
        },
      );
    }, PAUSE_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, question, tooLarge, past]);
  return {
    spans: answered?.spans ?? NONE,
    pending: answered?.question !== question,
    tooLarge,
  };
}
