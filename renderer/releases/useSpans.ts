import { useEffect, useState } from 'react';
import { decode } from '../../shared/contract/encoded.ts';
import type { Span } from '../../shared/contract/span.ts';
import { useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';

/** How long the request has to stay as it is before it is taken through all releases, milliseconds. */
const PAUSE_MS = 400;
/** Longer requests are taken through all releases when somebody asks for it, UTF-16 units. */
const LARGE = 256 * 1024;

interface Spans {
  readonly spans: readonly Span[];
  /** True while nothing is known of a request because of its size. */
  readonly tooLarge: boolean;
}

const NONE: readonly Span[] = [];

/** The spans of the newest request that can be read. `wanted`: a text that is to be tried whatever its size. */
export function useSpans(wanted: string | null): Spans {
  const client = useConnection((state) => state.client);
  const asked = useInspection((state) => state.asked);
  const [spans, setSpans] = useState(NONE);
  // The profile is no part of the question: all are asked.
  const { text = '', form = 'auto', settings, deployment = 0, call = 0 } = asked ?? {};
  const route = asked === null || asked.route === 'compare' ? 'auto' : asked.route;
  const tooLarge = text.length > LARGE && text !== wanted;
  useEffect(() => {
    if (!client || text === '' || tooLarge) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      client.sinceWhen({ text, route, form, settings, deployment, call }, { signal: stop.signal }).then(
        (answer) => {
          if (!stop.signal.aborted) setSpans(decode(answer));
        },
        () => {
          if (!stop.signal.aborted) setSpans(NONE);
        },
      );
    }, PAUSE_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, text, route, form, settings, deployment, call, tooLarge]);
  return { spans, tooLarge };
}
