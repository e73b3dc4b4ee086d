import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CALL_FILES, REPORT_FORMS } from '../../shared/contract/share.ts';
import type { Json } from '../../shared/json/json.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { FORMS } from '../../shared/redaction/testing.ts';
import type { Whole } from '../../shared/share/har.ts';
import { spanOf } from '../../shared/share/otlp/span.ts';
import { writtenIn } from '../../shared/share/report/private.ts';
import { NO_CHOICES } from '../../shared/share/report/redact.ts';
import { renderReport } from '../../shared/share/report/render.ts';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import { redactedSnippet } from '../../shared/share/snippets/redacted.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import type { History } from '../history/history.ts';
import { asClient, openHistory, tell } from '../history/testing.ts';
import { callFile } from './call-file.ts';
import { wholeOf } from './wholes.ts';

const secretOf = (i: number): string => `hunter2-is-number-${i}-of-all`;
const TEXTS = FORMS.map((form, i) => form.replaceAll('§', secretOf(i)));
const NOTHING = writtenIn(null);

/** The forms whose secret stands in a text. */
const leakedIn = (text: string): readonly string[] => FORMS.filter((_, i) => text.includes(secretOf(i)));

let history: History;
let wholes: readonly Whole[];
beforeAll(async () => {
  history = openHistory().history;
  const ids = TEXTS.map((request) =>
    tell(history, {
      start: { side: 'client', dialect: 'openai-chat', route: null },
      request,
      response: request,
    }),
  );
  history.flush();
  const kept = await Promise.all(ids.map((id) => wholeOf(asClient(history), id)));
  wholes = kept.filter((one) => one !== null);
  expect(wholes).toHaveLength(FORMS.length);
});
afterAll(() => history.close());

it.each(CALL_FILES)('no form of a secret leaves in calls as %s', async (form) => {
  const made = await callFile({ wholes, form, choices: NO_CHOICES, version: '1' });
  const bytes = Buffer.from(made.base64, 'base64');
  const text = (form === 'strata' ? await promisify(gunzip)(bytes) : bytes).toString();
  expect(text.length).toBeGreaterThan(FORMS.join('').length);
  expect(leakedIn(text)).toEqual([]);
  expect(leakedIn(made.preview)).toEqual([]);
});

it('no form of a secret leaves in a span with what was said', () => {
  const spans = wholes.map((whole) => spanOf(whole, { content: new Redactor('s'), client: null }));
  expect(leakedIn(JSON.stringify(spans))).toEqual([]);
});

it.each(REPORT_FORMS)('no form of a secret leaves in a report as %s', (form) => {
  const report = {
    title: 'T',
    lead: [],
    sections: TEXTS.map((text, i) => ({
      id: `s${i}`,
      title: 'S',
      blocks: [
        { kind: 'code', language: 'json', text } as const,
        { kind: 'diff', alt: 'd', lines: [{ sign: '-', number: 1, text }] } as const,
      ],
    })),
  };
  const made = { form, parts: [], choices: NO_CHOICES, made: '' } as const;
  const { text } = renderReport({ ...report, sections: [] }, NOTHING, new Redactor('s'), made);
  expect(text).not.toBe('');
  for (const section of report.sections) {
    const whole = {
      ...report,
      sections: [
        { ...section, id: 'asked' },
        { ...section, id: 'refused' },
      ],
    };
    const options = { ...made, parts: ['request', 'problems'] } as const;
    expect(leakedIn(renderReport(whole, NOTHING, new Redactor('s'), options).text)).toEqual([]);
  }
});

it('no form of a secret leaves in code', () => {
  const parsed = TEXTS.flatMap((text): readonly Json[] => {
    try {
      return [JSON.parse(text) as Json];
    } catch {
      return [];
    }
  });
  expect(parsed.length).toBeGreaterThan(25);
  const leaked = parsed.flatMap((body) => {
    const bodyText = JSON.stringify(body, null, 2);
    const call = {
      form: 'chat',
      requestText: bodyText,
      release: null,
      dropParams: false,
      modifyParams: false,
    } as const;
    const outgoing = {
      operation: 'InvokeModel',
      method: 'POST',
      path: '/model/m/invoke',
      headers: {},
      bodyText,
      requests: 1,
      bodyBytes: 1,
    } as const;
    return [call, null].flatMap((caller) =>
      SNIPPETS.flatMap((snippet) => {
        const input: SnippetInput = { outgoing, modelId: 'm', region: 'us-east-1', call: caller };
        if (!snippet.fits(input) || (caller && Array.isArray(body))) return [];
        const { text } = redactedSnippet(snippet, input, writtenIn(body), new Redactor('s'), NO_CHOICES);
        return leakedIn(text).map((form) => `${snippet.id}${caller ? ' of a call' : ''}: ${form}`);
      }),
    );
  });
  expect(leaked).toEqual([]);
});

it('calls stand in a log as they came, whatever order they were listed in', async () => {
  const [one] = wholes;
  if (!one) throw new Error('no call');
  const at = (startedAt: number): Whole => ({ ...one, exchange: { ...one.exchange, startedAt } });
  const listed = [3_000, 1_000, 2_000].map(at);
  const { base64 } = await callFile({ wholes: listed, form: 'har', choices: NO_CHOICES, version: '1' });
  const { log } = JSON.parse(Buffer.from(base64, 'base64').toString());
  expect(log.entries.map((entry: { readonly startedDateTime: string }) => entry.startedDateTime)).toEqual(
    [1, 2, 3].map((second) => new Date(second * 1000).toISOString()),
  );
});
