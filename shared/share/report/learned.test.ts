import { describe, expect, it } from 'vitest';
import { Redactor } from '../../redaction/redactor.ts';
import { NO_CHOICES, ReportRedaction } from './redact.ts';

const NOTHING = { messages: [], tools: [] };
const redaction = (choices = NO_CHOICES): ReportRedaction =>
  new ReportRedaction(new Redactor('salt'), NOTHING, choices);

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/x';

describe('what was told by its surroundings', () => {
  it('goes where it stands alone, too: an account, and a host without its port', () => {
    const text = `${ARN} of account 123456789012; https://llm.acme.io:8443/v1: llm.acme.io did not answer.`;
    const one = redaction();
    const shown = one.text(text, 'Body');
    expect(shown).not.toContain('123456789012');
    expect(shown).not.toContain('acme.io');
    expect(
      one.taken().map(({ kind, values }) => [kind, values.reduce((sum, { count }) => sum + count, 0)]),
    ).toEqual([
      ['account', 2],
      ['host', 2],
    ]);
  });

  it('goes from the sections before as well', () => {
    const section = (title: string, text: string) => ({
      id: title,
      title,
      blocks: [{ kind: 'paragraph' as const, content: [text] }],
    });
    const report = {
      title: 'Account 123456789012 is refused',
      lead: [],
      sections: [section('Body', ARN)],
    };
    expect(redaction().redact(report).title).toBe('Account 000000000001 is refused');
  });

  it('is no part of a longer name or number', () => {
    const text = `${ARN} 1234567890123 https://acme.io/ www.acme.io acme.io.example acme.iota. acme.io.`;
    expect(redaction().text(text, 'Body')).toMatch(
      /000000000001\S* 1234567890123 https:\/\/(host-\d\.example)\/ www\.acme\.io acme\.io\.example acme\.iota\. \1\.$/,
    );
  });

  it('stays everywhere where somebody lets it', () => {
    const text = `${ARN} of 123456789012`;
    expect(redaction({ ...NO_CHOICES, kept: ['account'] }).text(text, 'Body')).toBe(text);
  });
});
