import { describe, expect, it } from 'vitest';
import type { LedgerRow, RouteView } from '../../shared/contract/inspection.ts';
import type { Json } from '../../shared/json/json.ts';
import { type Rule, rule } from '../../shared/pipeline/ledger/rule.ts';
import { align, countRelations, differs } from './align.ts';

const make = (fate: Rule['fate']): Rule =>
  rule({ id: `map.${fate}`, stage: 'map', fate, text: '', source: '' });
const RULES = [make('kept'), make('leaked'), make('consumed')];
const body = (from: readonly string[], pointer: string, ruleIndex = 0): LedgerRow => ({
  from,
  to: { part: 'body', pointer },
  rule: ruleIndex,
});

const view = (content: Json, path: string, ledger: readonly LedgerRow[]): RouteView =>
  ({
    route: path.endsWith('/converse') ? 'converse' : 'invoke',
    outcome: { kind: 'outgoing', outgoing: { bodyText: JSON.stringify(content), path } },
    rules: RULES,
    ledger,
  }) as unknown as RouteView;

const request = {
  model: 'bedrock/m',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 5,
  stream_chunk_size: 9,
};

const invoke = view(
  {
    max_tokens: 5,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    stream_chunk_size: 9,
    version: 'x',
  },
  '/model/m/invoke',
  [
    { from: ['/model'], to: { part: 'path' }, rule: 0 },
    body(['/max_tokens'], '/max_tokens'),
    body(['/messages/0/role'], '/messages/0/role'),
    body(['/messages/0/content'], '/messages/0/content/0/text'),
    body(['/stream_chunk_size'], '/stream_chunk_size', 1),
    body([], '/version'),
  ],
);

const converse = view(
  { inferenceConfig: { maxTokens: 5 }, messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
  '/model/m/converse',
  [
    { from: ['/model'], to: { part: 'path' }, rule: 0 },
    body(['/max_tokens'], '/inferenceConfig/maxTokens'),
    body(['/messages/0/role'], '/messages/0/role'),
    body(['/messages/0/content'], '/messages/0/content/0/text'),
    body([], '/messages'),
    { from: ['/stream_chunk_size'], to: null, rule: 2 },
  ],
);

describe('aligning two routes by meaning', () => {
  const rows = align(request, invoke, converse);
  const row = (from: string) => rows.find((candidate) => candidate.from === from);

  it('pairs keys of other names with the same value', () => {
    expect(row('/max_tokens')).toMatchObject({
      relation: 'same',
      right: { pointers: ['/inferenceConfig/maxTokens'] },
    });
  });

  it('keeps the order of the request and puts added values last', () => {
    expect(rows.map(({ id }) => id)).toEqual([
      'given /model',
      'given /messages/0',
      'given /max_tokens',
      'given /stream_chunk_size',
      'added /version',
    ]);
  });

  it('shows a leak as one side only, with the fate on the other', () => {
    expect(row('/stream_chunk_size')).toMatchObject({
      relation: 'one-side',
      leaked: true,
      right: { kind: 'none', fate: 'consumed' },
    });
  });

  it('gives no row to a container that only holds what was given', () => {
    expect(rows.some(({ id }) => id === 'added /messages')).toBe(false);
  });

  it('places an item at the item it became, not at the list around it', () => {
    const listed = { ...invoke, ledger: [...invoke.ledger, body(['/messages/0'], '/messages')] };
    expect(
      align(request, listed, converse).find(({ from }) => from === '/messages/0')?.left.pointers,
    ).not.toContain('/messages');
  });

  it('places a message that was merged with another at the block it became', () => {
    const merged = view({ messages: [{ role: 'user', content: ['one', 'two'] }] }, '/model/m/invoke', [
      body(['/messages/0', '/messages/1'], '/messages/0'),
      body(['/messages/0/content'], '/messages/0/content/0'),
      body(['/messages/1/content'], '/messages/0/content/1'),
    ]);
    const two = { ...request, messages: [...request.messages, { role: 'user', content: 'there' }] };
    const places = align(two, merged, merged).filter(({ from }) => from?.startsWith('/messages'));
    expect(places.map(({ left }) => left.pointers)).toEqual([
      ['/messages/0/content/0'],
      ['/messages/0/content/1'],
    ]);
  });

  it('names the part of the path that the model decides', () => {
    expect(row('/model')?.left.text).toBe('/model/m/…');
  });

  it('counts relations', () => {
    expect(countRelations(rows)).toEqual({ same: 3, place: 0, shape: 0, 'one-side': 2, neither: 0 });
  });
});

describe('aligning one route under two profiles', () => {
  const later = view({ max_completion_tokens: 5, stop: ['x'] }, '/model/m/invoke', [
    { from: ['/model'], to: { part: 'path' }, rule: 0 },
    body(['/max_tokens'], '/max_completion_tokens'),
    { from: ['/stream_chunk_size'], to: null, rule: 2 },
  ]);
  const rows = align(request, invoke, later);
  const row = (from: string) => rows.find((candidate) => candidate.from === from);

  it('tells the same value under another name', () => {
    expect(row('/max_tokens')).toMatchObject({ relation: 'place' });
  });

  it('tells what no longer leaks', () => {
    expect(row('/stream_chunk_size')).toMatchObject({ relation: 'one-side', right: { fate: 'consumed' } });
  });

  it('finds no difference between a view and itself', () => {
    expect(align(request, invoke, invoke).filter(differs)).toEqual([]);
    expect(align(request, later, later).filter(differs)).toEqual([]);
  });

  it('counts another reason for not sending as a difference', () => {
    const dropped = { ...later, rules: RULES.map((one) => (one === RULES[2] ? make('dropped') : one)) };
    expect(align(request, later, dropped).filter(differs)).toMatchObject([{ from: '/stream_chunk_size' }]);
  });
});
