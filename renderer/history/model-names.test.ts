import { expect, test } from 'vitest';
import { modelNames } from './model-names.ts';

test('models stand without provider and region, but those that only these tell apart', () => {
  const ids = [
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'eu.anthropic.claude-sonnet-4-20250514-v1:0',
    'amazon.nova-pro-v1:0',
  ];
  expect(ids.map(modelNames(ids))).toEqual([ids[0], ids[1], 'nova-pro-v1:0']);
});
