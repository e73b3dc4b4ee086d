import { expect, it } from 'vitest';
import { findPrivate } from './private.ts';

const found = (text: string): readonly string[] =>
  findPrivate(text).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

it('finds each kind of private value alone in its text', () => {
  const alone: readonly (readonly [text: string, value: string])[] = [
    ['HTTPS://proxy.acme.io:8080/x', 'host proxy.acme.io:8080'],
    ['db.Internal', 'host db.Internal'],
    ['at 10.1.2.3:80', 'host 10.1.2.3:80'],
    ['at 172.16.0.1', 'host 172.16.0.1'],
    ['at 192.168.0.1', 'host 192.168.0.1'],
    ['"bucketOwner":"123456789012"', 'account 123456789012'],
    ['"account_id":"123456789012"', 'account 123456789012'],
    ['"AccountId":"123456789012"', 'account 123456789012'],
    ['arn:aws-us-gov:iam::123456789012:role/x', 'account 123456789012'],
    ['ARN%3aAWS%3Aiam%3A%3A123456789012%3Arole', 'account 123456789012'],
    ['ann@acme.io', 'email ann@acme.io'],
  ];
  for (const [text, value] of alone) expect(found(text), text).toEqual([value]);
});

it('finds base64 from 160 characters on, wherever it begins', () => {
  const run = 'Ab+/'.repeat(40);
  for (let before = 0; before < 330; before++) {
    const text = `${'. '.repeat(before).slice(0, before)}"${run}" .`;
    expect(findPrivate(text), String(before)).toEqual([{ kind: 'data', from: before + 1, to: before + 161 }]);
  }
  expect(findPrivate(`"${run.slice(1)}" ${run.slice(1)}`)).toEqual([]);
});
