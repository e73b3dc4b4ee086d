import { expect, it } from 'vitest';
import { Redactor } from '../../redaction/redactor.ts';
import { writtenIn } from '../report/private.ts';
import { NO_CHOICES } from '../report/redact.ts';
import { SNIPPETS } from './index.ts';
import { redactedSnippet } from './redacted.ts';
import type { SnippetInput } from './snippet.ts';

const KEY = 'sk-abcdefghijklmnopqrstuvwxyz0123';
const PICTURE = 'iVBORw0KGgo'.repeat(40);
const body = { text: `Ask jane.doe@acme.io, key ${KEY}`, image: PICTURE };
const input: SnippetInput = {
  outgoing: {
    operation: 'InvokeModel',
    method: 'POST',
    path: '/model/m/invoke',
    headers: {},
    bodyText: JSON.stringify(body),
    requests: 1,
    bodyBytes: 1,
  },
  modelId: 'm',
  region: 'us-east-1',
  call: null,
};

it.each([
  ['curl', '# Taken out before this was shared: API keys (1 time), E-mail addresses (1 time).'],
  ['boto3', '# Taken out before this was shared: API keys (1 time), E-mail addresses (1 time).'],
  ['javascript', '// Taken out before this was shared: API keys (1 time), E-mail addresses (1 time).'],
  ['json', '{'],
])('code as %s leaves without what is private, and says so where the language has remarks', (id, first) => {
  const snippet = SNIPPETS.find((one) => one.id === id);
  if (!snippet) throw new Error(`no snippet ${id}`);
  const { text, taken } = redactedSnippet(snippet, input, writtenIn(body), new Redactor('s'), NO_CHOICES);
  expect(text.startsWith(first), text.slice(0, 200)).toBe(true);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain('jane.doe@acme.io');
  // Without its picture the call is another one.
  expect(text).toContain(PICTURE);
  expect(taken.map(({ kind, taken: out }) => [kind, out])).toContainEqual(['data', false]);
  const kept = { ...NO_CHOICES, kept: ['email'], alsoTaken: ['data'] };
  const chosen = redactedSnippet(snippet, input, writtenIn(body), new Redactor('s'), kept).text;
  expect(chosen).toContain('jane.doe@acme.io');
  expect(chosen).not.toContain(PICTURE);
});
