import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { readJson } from '../json/read-json.ts';
import { bodyText } from '../pipeline/body-text.ts';
import { dumps } from '../pipeline/python/json.ts';
import { callThroughProxy } from './call.ts';
import { readConfig } from './config.ts';
import { floatingText, integerText } from './yaml-numbers.ts';
import { parseYamlText } from './yaml-text.ts';

/** What `json.dumps(yaml.safe_load("k: …")["k"])` gave with PyYAML 6.0.3. */
const READ: Readonly<Record<string, string>> = {
  '1.0': '1.0',
  '1e-5': '"1e-5"',
  '1e5': '"1e5"',
  '1e+5': '"1e+5"',
  '1.0e5': '"1.0e5"',
  '12e03': '"12e03"',
  '1.5e-5': '1.5e-05',
  '1.0e+5': '100000.0',
  '1.e+5': '100000.0',
  '685.230_15e+03': '685230.15',
  '.5': '0.5',
  '-.5': '"-.5"',
  '+.5': '"+.5"',
  '0.': '0.0',
  '-0.0': '-0.0',
  '+1': '1',
  '0x1F': '31',
  '0o17': '"0o17"',
  '017': '15',
  '08': '"08"',
  '0b101': '5',
  '1_000': '1000',
  '1_000.5': '1000.5',
  '1,000': '"1,000"',
  '1:30': '90',
  '1:30.5': '90.5',
  '190:20:30': '685230',
  '03:04:05': '"03:04:05"',
  '1:60': '"1:60"',
  '12345678901234567890': '12345678901234567890',
  '123456789012345678901234567890': '123456789012345678901234567890',
  '1.0e22': '"1.0e22"',
  '100000000000000000000.0': '1e+20',
  yes: 'true',
  On: 'true',
  no: 'false',
  off: 'false',
  y: '"y"',
  N: '"N"',
  '~': 'null',
  Null: 'null',
};

describe('YAML', () => {
  it.each(Object.entries(READ))('reads %s as PyYAML does', (text, json) => {
    const read = parseYamlText(`k: ${text}`);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(dumps(read.value)).toBe(`{"k": ${json}}`);
  });

  it('keeps numbers behind anchors and merge keys as they are written', () => {
    const read = parseYamlText('a: &a { x: 1.0, y: 2 }\nb: { <<: *a, y: 3.0 }\nc: [ *a, 4.0 ]\n');
    expect(read.ok && dumps(read.value)).toBe(
      '{"a": {"x": 1.0, "y": 2}, "b": {"x": 1.0, "y": 3.0}, "c": [{"x": 1.0, "y": 2}, 4.0]}',
    );
  });
});

describe('numbers through a proxy', () => {
  const config = (() => {
    const read = readConfig(
      'model_list:\n- model_name: c\n  litellm_params: { model: bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0, temperature: 1.0, seed_of_ours: 12345678901234567890 }\n',
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.config;
  })();

  it('reach the body as the configuration and the client wrote them', () => {
    const body = readJson(
      '{"model": "c", "messages": [{"role": "user", "content": "Hi"}], "top_p": 1.0, "big": 98765432109876543210}',
    ) as JsonObject;
    const call = { path: '/v1/chat/completions', headers: {}, body };
    const outcome = callThroughProxy({ config, call, profile: 'litellm-1.109.1' });
    if (outcome.kind !== 'called' || outcome.result.kind !== 'outgoing') throw new Error('nothing was sent');
    const text = bodyText(outcome.result.outgoing.body, outcome.result.ledger, outcome.call.request);
    for (const written of [
      '"temperature": 1.0',
      '"top_p": 1.0',
      '"seed_of_ours": 12345678901234567890',
      '"big": 98765432109876543210',
    ]) {
      expect(text).toContain(written);
    }
  });
});

it('reads no number of more digits than Python converts, in base 60 neither', () => {
  expect(integerText('1'.repeat(4300))).toBe('1'.repeat(4300));
  expect(integerText('1'.repeat(4301))).toBeNull();
  expect(integerText(`1${':1'.repeat(100_000)}`)).toBeNull();
  expect(floatingText(`1${':1'.repeat(100_000)}.5`)).toBeNull();
});
