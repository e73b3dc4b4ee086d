import type { Inline, Section } from '../../contract/report-document.ts';
import { code, paragraph, strong } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { count, duration } from './words.ts';

const LONGEST_ANSWER = 2_000;

const cell = (name: string, value: string | null): readonly (readonly (readonly Inline[])[])[] =>
  value === null || value === '' ? [] : [[[name], [value]]];

/** What came back, and whether it was as predicted. */
export function answerSection({ answer, whole }: ReportFacts): readonly Section[] {
  if (!answer) return [];
  const { status, error, message, requestId, firstTokenMs, endMs, inputTokens, outputTokens, stopReason } =
    answer;
  const predicted = whole?.view.verdict ?? null;
  const differs = predicted?.status != null && status !== null && predicted.status !== status;
  const tokens =
    inputTokens === null && outputTokens === null
      ? null
      : `${inputTokens ?? '–'} in, ${outputTokens ?? '–'} out`;
  return [
    {
      id: 'answer',
      title: 'What came back',
      blocks: [
        paragraph(
          `From ${answer.from}: `,
          strong(`${status ?? 'no answer'}${error === '' ? '' : ` ${error}`}`),
          ...(message === '' ? [] : [': ', code(message)]),
          ...(differs
            ? [
                `. Predicted was ${predicted.status}${predicted.errorType === '' ? '' : ` ${predicted.errorType}`}.`,
              ]
            : []),
        ),
        {
          kind: 'table',
          head: ['', ''],
          rows: [
            ...cell('First token', firstTokenMs === null ? null : duration(firstTokenMs)),
            ...cell('Whole answer', endMs === null ? null : duration(endMs)),
            ...cell('Tokens', tokens),
            ...cell('Stop reason', stopReason),
            ...cell('Request id', requestId),
          ],
        },
        ...(answer.text === ''
          ? []
          : [{ kind: 'code', language: 'text', text: answer.text, most: LONGEST_ANSWER } as const]),
      ],
    },
  ];
}

/** How the answer came, with a picture of it. */
export function streamSection({ stream }: ReportFacts): readonly Section[] {
  if (!stream) return [];
  const { picture, frames, longestSilenceMs, burstShare, advice } = stream;
  const facts = [
    count(frames, 'frame'),
    ...(longestSilenceMs === null ? [] : [`the longest silence ${duration(longestSilenceMs)}`]),
    ...(burstShare === null ? [] : [`${Math.round(burstShare * 100)} % of the gaps under a millisecond`]),
  ];
  return [
    {
      id: 'stream',
      title: 'How it streamed',
      blocks: [
        paragraph(`${facts.join(', ')}. ${advice}`),
        { kind: 'stream', alt: `When ${count(frames, 'frame')} arrived and when a reader saw them`, picture },
        ...(picture.gaps.length === 0
          ? []
          : [
              {
                kind: 'table',
                head: ['Silence', 'From', 'To'],
                rows: picture.gaps.map(({ fromMs, toMs }) => [
                  [duration(toMs - fromMs)],
                  [duration(fromMs)],
                  [duration(toMs)],
                ]),
              } as const,
            ]),
      ],
    },
  ];
}
