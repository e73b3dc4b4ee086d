import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framesOf } from '../../../shared/capture/digest.ts';
import type { Exchange } from '../../../shared/capture/exchange.ts';
import { EVENT_STREAM } from '../../../shared/capture/media-types.ts';
import { encodeFrame, eventHeaders } from '../../../shared/eventstream/encoder.ts';
import type { Whole } from '../../../shared/share/har.ts';
import { NO_CHOICES } from '../../../shared/share/report/redact.ts';
import { CallRedaction } from '../call-redaction.ts';
import { CallSearch } from './find-in-calls.ts';

/** What people write, and what has to go of it. */
const WORDS = [
  ...['Rhine', ' ', '\n', '"', '\\', ': ', 'max_tokens', '{', '}', '1024', 'ü', 'https://github.com/a'],
  ...['https://llm.acme.internal:4000/x', 'jane@acme.io', 'arn:aws:iam::123456789012:role/x', '10.0.0.7'],
  ...[`sk-${'aBcD1234'.repeat(4)}`, `ghp_${'a1'.repeat(18)}`, 'password: hunter22', '-u jane:hunter22'],
  ...[
    '"accountId": "123456789012"',
    `"data": "${'QUJD'.repeat(60)}"`,
    'Authorization: Bearer abcdefgh12345678',
  ],
];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(''));
const utf8 = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const pieces = fc.array(text, { maxLength: 6 });
const damaged = (bytes: Uint8Array): Uint8Array => {
  const other = bytes.slice();
  other.set([(bytes.at(-1) ?? 0) ^ 1], bytes.length - 1);
  return other;
};
/** Answers by media type: frames, some of them damaged, events, JSON, and what is no text. */
const answer = fc.oneof(
  fc.tuple(pieces, fc.boolean()).map(([texts, isDamaged]) => {
    const frames = texts.map((said) =>
      encodeFrame(eventHeaders('contentBlockDelta'), utf8({ contentBlockIndex: 0, delta: { text: said } })),
    );
    return [EVENT_STREAM, Buffer.concat(isDamaged ? frames.map(damaged) : frames)] as const;
  }),
  pieces.map((texts) => {
    const events = texts.map(
      (said) => `data: ${JSON.stringify({ choices: [{ delta: { content: said } }] })}\n\n`,
    );
    return ['text/event-stream', Buffer.from(events.join(''))] as const;
  }),
  text.map((said) => ['application/json', utf8({ output: said, role: 'assistant' })] as const),
  text.map((said) => ['text/plain', Buffer.from(said)] as const),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => ['application/octet-stream', bytes] as const),
);

const whole = fc.record({ line: text, header: text, asked: text, noJson: fc.boolean(), answer }).map(
  ({ line, header, asked, noJson, answer: [mediaType, response] }): Whole => ({
    exchange: {
      ...{ path: `/model/${line}`, model: line, program: 'boto3', target: 'aws', failure: '', title: asked },
      ...{ alterations: [{ kind: 'rule', what: line }], deliveries: [{ offset: 0, atMs: 1 }] },
      requestHeaders: [
        ['host', 'llm.acme.internal:4000'],
        ['x-note', header],
        ['authorization', 'REDACTED'],
      ],
      responseHeaders: [['x-note', header]],
      response: { mediaType },
    } as unknown as Exchange,
    request: noJson ? Buffer.from(asked) : utf8({ messages: [{ role: 'user', content: asked }], note: line }),
    response,
  }),
);

/** A call as it leaves, frames readable where it fails. */
function left({ exchange, request, response }: Whole): unknown {
  const frames = exchange.response.mediaType === EVENT_STREAM ? framesOf(response, []) : [];
  return [exchange, ...[request, response].map((bytes) => Buffer.from(bytes).toString('latin1')), frames];
}

test('what was found before goes as what is found now does, and nothing where nothing was', () => {
  fc.assert(
    fc.property(
      fc.array(whole, { minLength: 1, maxLength: 6 }),
      fc.subarray(['host', 'email', 'account', 'data'] as const),
      fc.constantFrom([], ['data']),
      (wholes, kept, alsoTaken) => {
        const choices = { ...NO_CHOICES, kept, alsoTaken };
        const [now, before] = [0, 1].map(() => new CallRedaction(choices, { listsTexts: false, salt: 'x' }));
        const search = new CallSearch(choices);
        for (const one of wholes) {
          const found = search.find(one);
          const after = found ? before?.redactFound(one, found) : one;
          expect(after && left(after)).toEqual(left(now?.redact(one) ?? one));
        }
        expect(before?.taken()).toEqual(now?.taken());
      },
    ),
    { numRuns: 100 },
  );
});
