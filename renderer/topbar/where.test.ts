import { expect, it } from 'vitest';
import { addressOf } from './where.ts';

it.each([
  ['eu-west-1', 'https://bedrock-runtime.eu-west-1.amazonaws.com'],
  ['cn-north-1', 'https://bedrock-runtime.cn-north-1.amazonaws.com.cn'],
  ['eusc-de-east-1', 'https://bedrock-runtime.eusc-de-east-1.amazonaws.eu'],
])('the address of %s is the one that calls go to', (region, address) => {
  expect(addressOf({ kind: 'aws', profile: null, region, bearer: false }, null)).toBe(address);
});
