import { describe, expect, it } from 'vitest';
import { isAwsHost, isForeign, isLoopback, isLoopbackHost, refuseEndpoint } from './address.ts';

describe('an address', () => {
  it.each([
    ['bedrock-runtime.us-east-1.amazonaws.com', true],
    ['bedrock-runtime-fips.us-gov-west-1.amazonaws.com', true],
    ['vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com', true],
    ['bedrock-runtime.cn-north-1.amazonaws.com.cn', true],
    ['bedrock-runtime.us-east-1.api.aws', true],
    ['bedrock-runtime.us-east-1.amazonaws.com.evil.example', false],
    ['bedrock-runtime.evil.example', false],
    ['xbedrock-runtime.us-east-1.amazonaws.com', false],
    ['s3.us-east-1.amazonaws.com', false],
  ])('%s is AWS’s Bedrock: %s', (host, expected) => {
    expect(isAwsHost(host)).toBe(expected);
    expect(isForeign(`https://${host}/`)).toBe(!expected);
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['[::1]', true],
    ['127.0.0.1.example', false],
    ['localhost.example', false],
    ['0.0.0.0', false],
  ])('%s is this machine: %s', (host, expected) => {
    expect(isLoopbackHost(host)).toBe(expected);
    expect(isLoopback(`http://${host}:80/x`)).toBe(expected);
    expect(isForeign(`http://${host}/`)).toBe(!expected);
  });

  it.each([
    ['https://anywhere.example', null],
    ['http://127.0.0.1:4566', null],
    ['http://anywhere.example', 'http://anywhere.example is not allowed as an endpoint.'],
    ['ftp://127.0.0.1', 'ftp://127.0.0.1 is not allowed as an endpoint.'],
    ['https://user@anywhere.example', 'The endpoint holds a user name or password.'],
    ['https://:word@anywhere.example', 'The endpoint holds a user name or password.'],
    ['no address', 'no address is not a URL.'],
  ])('%s as an endpoint: %s', (url, message) => {
    expect(refuseEndpoint(url)?.message ?? null).toBe(message);
  });
});
