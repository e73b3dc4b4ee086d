import { expect, test } from 'vitest';
import type { ExchangeStart, Link } from '../../shared/capture/exchange.ts';
import { tee } from '../history/tee.ts';
import { type Gathered, Gatherer } from './gather.ts';
import { Joiner, joining } from './joiner.ts';

const start = (
  id: string,
  side: 'client' | 'bedrock',
  cause: ExchangeStart['cause'] = null,
): ExchangeStart => ({
  id,
  side,
  source: 'live',
  startedAt: 0,
  protocol: 'http/1.1',
  method: 'POST',
  path: '/',
  headers: [],
  operation: '',
  dialect: 'other',
  route: null,
  model: null,
  program: '',
  region: null,
  target: '',
  conversation: null,
  cause,
  preparation: false,
});

const asked = (invocation: string, attempt: number): ExchangeStart['headers'] => [
  ['amz-sdk-invocation-id', invocation],
  ['amz-sdk-request', `attempt=${attempt}; max=3`],
];

function joined(play: (joiner: Joiner) => void): readonly Link[] {
  const links: Link[] = [];
  play(new Joiner({ linked: (link) => links.push(link), described: () => undefined }));
  return links;
}

const answer = (name: string, value: string) => ({ status: 200, headers: [[name, value]] as const, atMs: 1 });

test('Bedrock’s request id in LiteLLM’s answer joins a call that has no stamp', () => {
  const links = joined((joiner) => {
    joiner.opened(start('c1', 'client'));
    joiner.opened(start('c2', 'client'));
    for (const id of ['b1', 'b2']) joiner.opened(start(id, 'bedrock'));
    joiner.responseHead('b1', answer('x-amzn-RequestId', 'first'));
    joiner.responseHead('b2', answer('x-amzn-RequestId', 'second'));
    joiner.responseHead('c2', answer('llm_provider-x-amzn-requestid', 'first'));
    joiner.responseHead('c1', answer('llm_provider-x-amzn-requestid', 'second'));
  });
  expect(links).toEqual([
    { client: 'c2', bedrock: 'b1', evidence: 'request-id' },
    { client: 'c1', bedrock: 'b2', evidence: 'request-id' },
  ]);
});

test('nothing is joined without it, nor what a stamp has joined', () => {
  const links = joined((joiner) => {
    joiner.opened(start('c1', 'client'));
    joiner.opened(start('b1', 'bedrock'));
    joiner.opened(start('b2', 'bedrock', { client: 'c1', evidence: 'stamp' }));
    joiner.responseHead('b1', answer('content-type', 'application/json'));
    joiner.responseHead('b2', answer('x-amzn-requestid', 'stamped'));
    joiner.responseHead('c1', answer('llm_provider-x-amzn-requestid', 'stamped'));
  });
  expect(links).toEqual([]);
});

test('calls at once that were answered with the same request id are joined with none, one after the other each with its own', () => {
  const links = joined((joiner) => {
    const ask = (client: string, bedrock: string): void => {
      joiner.opened(start(client, 'client'));
      joiner.opened(start(bedrock, 'bedrock'));
    };
    const answered = (bedrock: string) =>
      joiner.responseHead(bedrock, answer('x-amzn-requestid', 'recorded'));
    const handed = (client: string) =>
      joiner.responseHead(client, answer('llm_provider-x-amzn-requestid', 'recorded'));
    for (const one of ['1', '2']) {
      ask(`c${one}`, `b${one}`);
      answered(`b${one}`);
      handed(`c${one}`);
    }
    for (const one of ['3', '4']) ask(`c${one}`, `b${one}`);
    for (const one of ['3', '4']) answered(`b${one}`);
    for (const one of ['3', '4']) handed(`c${one}`);
  });
  expect(links.map(({ client, bedrock }) => [client, bedrock])).toEqual([
    ['c1', 'b1'],
    ['c2', 'b2'],
  ]);
});

test('an answer from a proxy’s cache takes no call from the client that caused it', () => {
  const links = joined((joiner) => {
    for (const client of ['c1', 'c2']) joiner.opened(start(client, 'client'));
    joiner.opened(start('b1', 'bedrock'));
    joiner.responseHead('b1', answer('x-amzn-requestid', 'first'));
    for (const client of ['c1', 'c2'])
      joiner.responseHead(client, answer('llm_provider-x-amzn-requestid', 'first'));
  });
  expect(links).toEqual([{ client: 'c1', bedrock: 'b1', evidence: 'request-id' }]);
});

test('what is joined after the Bedrock call is over stands with the client’s call', () => {
  const over: Gathered[] = [];
  const sink = joining(new Gatherer((gathered) => over.push(gathered)));
  const end = { state: 'done', atMs: 2, failure: '' } as const;
  sink.opened(start('c1', 'client'));
  sink.opened(start('b1', 'bedrock'));
  sink.responseHead('b1', answer('x-amzn-requestid', 'first'));
  sink.ended('b1', end);
  sink.responseHead('c1', answer('llm_provider-x-amzn-requestid', 'first'));
  sink.ended('c1', end);
  expect(over.map(({ start: { id }, links }) => [id, links])).toEqual([
    ['b1', []],
    ['c1', [{ client: 'c1', bedrock: 'b1', evidence: 'request-id' }]],
  ]);
});

test('what an AWS SDK tries again is joined with its first attempt by the SDK’s own id', () => {
  const opened: ExchangeStart[] = [];
  const flags: unknown[] = [];
  const sink = joining({
    ...tee([]),
    opened: (one) => void opened.push(one),
    described: (id, patch) => void flags.push([id, patch.flags]),
  });
  const call = (id: string, invocation: string, attempt: number, path = '/model/m/converse'): void =>
    sink.opened({ ...start(id, 'bedrock'), path, headers: asked(invocation, attempt) });
  call('b1', 'one', 1);
  call('b2', 'one', 2);
  call('b3', 'two', 1);
  call('b4', 'one', 3);
  // Neither a first attempt nor one of another path belongs to them, and of an attempt that nobody saw begin nothing is said.
  call('b5', 'one', 1);
  call('b6', 'two', 2, '/model/other/converse');
  call('b7', 'three', 2);
  call('b8', '', 2);
  const first = { client: 'b1', evidence: 'invocation-id' };
  expect(opened.map(({ id, cause }) => [id, cause])).toEqual([
    ['b1', null],
    ['b2', first],
    ['b3', null],
    ['b4', first],
    ...['b5', 'b6', 'b7', 'b8'].map((id) => [id, null]),
  ]);
  expect(flags).toEqual([1, 2].map((count) => ['b1', [{ kind: 'retried', count, names: [] }]]));
});

test('a client’s call is marked where LiteLLM tried again for it, or another model', () => {
  const told: unknown[] = [];
  const joiner = new Joiner({
    linked: () => undefined,
    described: (id, { flags }) =>
      told.push([id, ...(flags ?? []).map(({ kind, count, names }) => [kind, count, ...names])]),
  });
  const attempt = (id: string, model: string): void => {
    joiner.opened({ ...start(id, 'bedrock', { client: 'c1', evidence: 'stamp' }), model });
  };
  attempt('b1', 'claude');
  attempt('b2', 'claude');
  attempt('b3', 'nova');
  expect(told).toEqual([
    ['c1', ['retried', 1]],
    ['c1', ['retried', 1], ['fallback', 1, 'nova']],
  ]);
});
