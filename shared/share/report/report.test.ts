import { describe, expect, it } from 'vitest';
import type { Report } from '../../contract/report-document.ts';
import type { RedactionChoices } from '../../contract/share.ts';
import { Redactor } from '../../redaction/redactor.ts';
import { diffLines } from './diff-block.ts';
import { code, link, strong, withTexts } from './document.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import { writtenIn } from './private.ts';
import { NO_CHOICES, ReportRedaction } from './redact.ts';
import { renderReport } from './render.ts';
import { streamFacts } from './stream-facts.ts';

const HOSTILE =
  '</script><img src=x onerror=alert(1)>|`` [a](javascript:alert(1)) *b* @octocat #12 \u202Egnp.exe';

const report = (text: string): Report => ({
  title: text,
  lead: [text, strong(text), code(text)],
  sections: [
    {
      id: 'all',
      title: text,
      blocks: [
        { kind: 'paragraph', content: [text] },
        { kind: 'list', items: [[text], [link(text, 'https://example.com/a b>')]] },
        { kind: 'table', head: [text], rows: [[[text, code(text)]]] },
        { kind: 'code', language: 'json', text: `${text}\n\`\`\`\nx` },
        { kind: 'diff', alt: text, lines: [{ sign: '-', number: 1, text }] },
      ],
    },
  ],
});

describe('a report as HTML', () => {
  const page = htmlOf(report(HOSTILE), HOSTILE);

  it('shows what comes from outside as text alone, and loads and runs nothing', () => {
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toBeNull();
    expect(page).not.toMatch(/\son\w+=(?!alert)/);
    expect(page).not.toContain('\u202E');
    expect(page).toContain("default-src 'none'");
    expect([...page.matchAll(/<[a-z][^>]*\s(?:src|href)="([^"]*)"/g)].map(([, url]) => url)).toEqual([
      'https://example.com/a b&gt;',
    ]);
  });
});

describe('a report as Markdown', () => {
  const text = markdownOf(report(HOSTILE));

  it('lets nothing from outside mean anything', () => {
    const outside = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/(`+)[^`][\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/(?<!\\)</);
    expect(outside).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(outside).not.toMatch(/(?<!\\)\*b/);
    expect(outside).not.toMatch(/[@#](?:octocat|12)/);
  });

  it('fences code so that none of it closes the fence', () => {
    expect(text).toMatch(/^````json\n/m);
  });

  it('keeps a table a table', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    for (const line of rows) expect(line.match(/(?<!\\)\|/g)).toHaveLength(2);
  });
});

describe('what is taken out of a report', () => {
  const KEY = 'sk-abcdefghijklmnop0123456789';
  const request = {
    messages: [{ role: 'user', content: 'Our plan: "buy" it, says max@acme.io, first' }],
    tools: [{ type: 'function', function: { name: 'f', description: 'Looks into the vault' } }],
  };
  const body = JSON.stringify({
    ...request,
    api_key: KEY,
    guardrail: 'arn:aws:bedrock:us-east-1:123456789012:guardrail/abc',
    host: 'http://llm.corp.internal:4000/v1 and https://bedrock-runtime.us-east-1.amazonaws.com/x',
    mail: 'jane.doe@acme.io',
    image: 'iVBORw0KGgo'.repeat(40),
  });
  const given: Report = {
    title: 'T',
    lead: ['jane.doe@acme.io'],
    sections: [
      { id: 'a', title: 'What was asked', blocks: [{ kind: 'code', language: 'json', text: body }] },
    ],
  };
  const redacted = (choices: Partial<RedactionChoices> = {}) => {
    const redaction = new ReportRedaction(new Redactor('salt'), writtenIn(request), {
      ...NO_CHOICES,
      ...choices,
    });
    const out = markdownOf(redaction.redact(given));
    const made = { form: 'markdown', parts: [], choices: { ...NO_CHOICES, ...choices }, made: '' } as const;
    const { text } = renderReport(given, writtenIn(request), new Redactor('salt'), made);
    return {
      out,
      taken: redaction.taken(),
      told: /## What was taken out\n\n([\s\S]*)$/.exec(text)?.[1] ?? '',
    };
  };

  it('goes by itself where it is secret or private, and is listed with its places', () => {
    const { out, taken } = redacted();
    for (const gone of [
      KEY,
      'max@acme.io',
      '123456789012',
      'llm.corp.internal',
      'jane.doe',
      'iVBORw0KGgoiVBOR',
    ])
      expect(out).not.toContain(gone);
    expect(out).toContain('bedrock-runtime.us-east-1.amazonaws.com');
    expect(out).toContain('host-1.example:4000');
    expect(out).toContain('Our plan');
    const email = taken.find(({ kind }) => kind === 'email');
    expect(email?.values).toEqual([
      {
        id: 'email jane.doe@acme.io',
        shown: 'jane.doe@acme.io',
        count: 2,
        sections: ['Summary', 'What was asked'],
        taken: true,
      },
      expect.objectContaining({ shown: 'max@acme.io' }),
    ]);
    expect(taken.find(({ kind }) => kind === 'data')?.values.map(({ shown }) => shown)).toEqual([
      'PNG, 330 bytes',
    ]);
    expect(taken.find(({ kind }) => kind === 'message-text')?.taken).toBe(false);
    expect(JSON.stringify(taken)).not.toContain(KEY);
    expect(redacted().told).toMatch(/^- Taken out before this was shared: .*E-mail addresses \(1 time\)/);
    expect(redacted({ kept: ['email'] }).told).toMatch(
      /- Looked at and left in: .*E-mail addresses \(1 time\)/,
    );
  });

  it.each<readonly [string, string | null]>([
    ['https://acme-secrets.s3.us-east-1.amazonaws.com/a.png', 'acme-secrets'],
    ['https://vpce-0abc.bedrock-runtime.us-east-1.vpce.amazonaws.com/model', 'vpce-0abc'],
    ['at 10.12.0.7:4000 and 192.168.1.20', '10.12.0.7'],
    ['{"s3Location": {"uri": "s3://b/k", "bucketOwner": "123456789012"}}', '123456789012'],
    ['{\\"accountId\\": \\"123456789012\\"}', '123456789012'],
    ['see https://docs.claude.com/en and https://docs.aws.amazon.com/bedrock', null],
    ['https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/x, version 10.2.3', null],
  ])('finds what is private in %s', (text, gone) => {
    const out = new ReportRedaction(new Redactor('salt'), writtenIn(null), NO_CHOICES).text(text, 'a');
    if (gone === null) expect(out).toBe(text);
    else expect(out).not.toContain(gone);
  });

  it('goes whole where only its beginning is shown', () => {
    const long = `Dear ${'x'.repeat(60)} jane.doe@acme.io, ${'y'.repeat(60)}`;
    const cutAt = (most: number, choices: Partial<RedactionChoices> = {}) => {
      const redaction = new ReportRedaction(new Redactor('salt'), writtenIn({ prompt: long }), {
        ...NO_CHOICES,
        ...choices,
      });
      const block = { kind: 'code', language: 'text', text: long, most } as const;
      return markdownOf(
        redaction.redact({ title: 'T', lead: [], sections: [{ id: 'a', title: 'A', blocks: [block] }] }),
      );
    };
    expect(cutAt(10)).toContain(`Dear xxxxx\n… ${long.length - 10} more characters`);
    expect(cutAt(70)).toContain('person-1@example.com\n… ');
    expect(cutAt(70)).not.toMatch(/jane|doe|acme/);
    expect(cutAt(10, { alsoTaken: ['message-text'] })).not.toContain('Dear');
  });

  it('stays or goes as the person says: by kind, by value, by selected text', () => {
    expect(redacted({ kept: ['email'] }).out).toContain('jane.doe@acme.io');
    expect(redacted({ kept: ['account 123456789012'] }).out).toContain('123456789012');
    const without = redacted({
      alsoTaken: ['message-text', 'tool-description'],
      texts: ['guardrail/abc'],
    }).out;
    for (const gone of ['Our plan', 'the vault', 'guardrail/abc']) expect(without).not.toContain(gone);
    expect(JSON.parse(/```json\n(.*)\n```/.exec(without)?.[1] ?? '')).toMatchObject({
      mail: 'person-1@example.com',
    });
  });
});

describe('a difference', () => {
  it('lists the lines that it is about, with their neighbours', () => {
    const sent = '{\n  "a": 1,\n  "leak": 2,\n  "max": 4,\n  "z": 0\n}';
    const accepted = '{\n  "a": 1,\n  "max": 8,\n  "z": 0\n}';
    const lines = diffLines(sent, accepted, [2]);
    expect(lines.filter(({ sign }) => sign !== ' ')).toEqual([
      { sign: '-', number: 3, text: '  "leak": 2,' },
    ]);
    expect(diffLines(sent, accepted).filter(({ sign }) => sign === '+')).toHaveLength(1);
    expect(diffLines(sent, sent)).toEqual([]);
  });
});

describe('a stream in a report', () => {
  it('has its silences marked, longest first', () => {
    const frames = Array.from({ length: 40 }, () => ({ length: 100, visible: true }));
    const at = (i: number): number => 100 + i * 10 + (i >= 10 ? 400 : 0) + (i >= 30 ? 900 : 0);
    const reads = frames.map((_, i) => ({ bytes: 100, atMs: at(i) }));
    const facts = streamFacts({ frames, reads, endMs: at(39), chunkSize: null });
    expect(facts?.picture.gaps).toEqual([
      { fromMs: at(29), toMs: at(30) },
      { fromMs: at(9), toMs: at(10) },
    ]);
    const shown: Report = {
      title: 'S',
      lead: [],
      sections: [
        { id: 's', title: 's', blocks: facts ? [{ kind: 'stream', alt: 'a', picture: facts.picture }] : [] },
      ],
    };
    expect(htmlOf(shown, '')).toContain('910 ms');
    expect(markdownOf(shown)).toMatch(/^arrived {3}\|.*█/m);
    expect(withTexts(shown, () => 'x').sections[0]?.blocks).toEqual(shown.sections[0]?.blocks);
  });
});
