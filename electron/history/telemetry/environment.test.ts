import { expect, test } from 'vitest';
import { environmentTarget } from './environment.ts';

const LOCAL = 'http://127.0.0.1:4318';

test.each([
  ['nothing', {}, { url: '', headers: [], protocol: 'http/protobuf', problem: '' }],
  ['a base address', { ENDPOINT: LOCAL }, { url: `${LOCAL}/v1/traces` }],
  ['one with a path', { ENDPOINT: `${LOCAL}/api/otel/` }, { url: `${LOCAL}/api/otel/v1/traces` }],
  ['one with the signal’s path', { ENDPOINT: `${LOCAL}/v1/traces` }, { url: `${LOCAL}/v1/traces` }],
  [
    'the signal’s own, as it is',
    { ENDPOINT: 'http://x', TRACES_ENDPOINT: `${LOCAL}/in` },
    { url: `${LOCAL}/in` },
  ],
  [
    'headers, percent-encoded',
    { HEADERS: 'Authorization=Bearer%20k%3Dv, x-b = 2 ,broken,bad name=1,x-nl=a%0Ab' },
    {
      headers: [
        ['authorization', 'Bearer k=v'],
        ['x-b', '2'],
      ],
    },
  ],
  ['JSON', { PROTOCOL: 'http/json' }, { protocol: 'http/json', problem: '' }],
  ['gzip', { COMPRESSION: 'gzip' }, { gzip: true, problem: '' }],
  ['gzip for something else alone', { COMPRESSION: 'gzip', TRACES_COMPRESSION: 'none' }, { gzip: false }],
  ['another packing', { COMPRESSION: 'zstd' }, { problem: expect.stringContaining('not zstd') }],
  ['gRPC, which is not spoken here', { PROTOCOL: 'grpc' }, { problem: expect.stringContaining('not grpc') }],
  [
    'an address in the clear',
    { ENDPOINT: 'http://collector:4318' },
    { url: '', problem: expect.stringContaining('not allowed') },
  ],
  [
    'a password in it',
    { ENDPOINT: 'https://a:b@c' },
    { url: '', problem: expect.stringContaining('password') },
  ],
])('%s', (_what, variables, expected) => {
  const env = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [`OTEL_EXPORTER_OTLP_${name}`, value]),
  );
  expect(environmentTarget(env)).toMatchObject(expected);
});
