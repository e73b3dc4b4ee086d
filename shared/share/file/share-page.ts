import type { Block, Report } from '../../contract/report-document.ts';
import type { Taken } from '../../contract/share.ts';
import { laidOutText } from '../../pipeline/python/json.ts';
import { code, paragraph, strong } from '../report/document.ts';
import { pageOf } from '../report/html.ts';
import { takenSection } from '../report/taken-section.ts';
import { cut, duration } from '../report/words.ts';
import { digestFrames } from './frames-of.ts';
import { bytesOf, type SharedExchange } from './shared-exchange.ts';

const LONGEST = 200_000;
const MOST_FRAMES = 400;

const textOf = (body: SharedExchange['request']): string =>
  laidOutText(new TextDecoder().decode(bytesOf(body)));

function answerBlocks(exchange: SharedExchange): readonly Block[] {
  const stream = digestFrames(exchange);
  if (!stream) return [{ kind: 'code', language: 'json', text: cut(textOf(exchange.response), LONGEST) }];
  const { frames, facts, text } = stream;
  return [
    ...(text === '' ? [] : [{ kind: 'code', language: 'text', text: cut(text, LONGEST) } as const]),
    ...(facts
      ? [
          paragraph(facts.advice),
          { kind: 'stream', alt: 'When frames arrived', picture: facts.picture } as const,
        ]
      : []),
    {
      kind: 'table',
      head: ['Frame', 'At', 'Bytes', 'Event', 'Content'],
      rows: frames
        .slice(0, MOST_FRAMES)
        .map(({ index, arrivalMs, length, eventType, content }) => [
          [String(index)],
          [duration(arrivalMs)],
          [String(length)],
          [eventType],
          [code(content.slice(0, 300))],
        ]),
    },
    ...(frames.length > MOST_FRAMES ? [paragraph(`${frames.length - MOST_FRAMES} more frames.`)] : []),
  ];
}

/** An exchange as a part of the page. */
function reportOf(exchange: SharedExchange): Report {
  const {
    method,
    path,
    model,
    operation,
    status,
    startedAt,
    endMs,
    failure,
    requestHeaders,
    responseHeaders,
  } = exchange;
  const headers = (list: SharedExchange['requestHeaders']): Block => ({
    kind: 'code',
    language: 'http',
    text: list.map(([name, value]) => `${name}: ${value}`).join('\n'),
  });
  return {
    title: `${operation || method} ${model ?? ''}`.trim(),
    lead: [
      strong(String(status ?? 'no answer')),
      ` · ${new Date(startedAt).toISOString()}${endMs === null ? '' : ` · ${duration(endMs)}`} · `,
      code(`${method} ${path}`),
      ...(failure === '' ? [] : [` · ${failure}`]),
    ],
    sections: [
      {
        id: 'request',
        title: 'Request',
        blocks: [
          headers(requestHeaders),
          { kind: 'code', language: 'json', text: cut(textOf(exchange.request), LONGEST) },
        ],
      },
      { id: 'answer', title: 'Answer', blocks: [headers(responseHeaders), ...answerBlocks(exchange)] },
    ],
  };
}

/** What went when the calls left, at the end of the page. */
const takenReport = (taken: readonly Taken[]): readonly Report[] => {
  const section = takenSection(taken);
  return section ? [{ title: section.title, lead: [], sections: [section] }] : [];
};

/**
 * Exchanges with their streams as one page that opens in any browser without network. `made`: who made it and when.
 * `taken`: what was taken out of them.
 */
export const sharePage = (
  exchanges: readonly SharedExchange[],
  made: string,
  taken: readonly Taken[] = [],
): string =>
  pageOf(
    exchanges.length === 1 ? 'A call to Bedrock' : `${exchanges.length} calls to Bedrock`,
    [...exchanges.map(reportOf), ...takenReport(taken)],
    made,
  );
