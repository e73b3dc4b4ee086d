import { describe, expect, it } from 'vitest';
import type { LedgerRow, RouteView } from '../../shared/contract/inspection.ts';
import { bodyTargets, incomingSources, outermost, topOf } from './linking.ts';
import { spanOf } from './positions.ts';

const entry = (from: readonly string[], pointer: string): LedgerRow => ({
  from,
  to: { part: 'body', pointer },
  rule: 0,
});

const view = {
  ledger: [
    entry(['/messages/0/content'], '/system'),
    entry(['/messages/1'], '/messages/0'),
    entry(['/messages/1/content'], '/messages/0/content/0/text'),
    entry(['/stop'], '/stop_sequences'),
    entry([], '/anthropic_version'),
    { from: ['/model'], to: { part: 'path' }, rule: 0 },
  ],
} as unknown as RouteView;

describe('links between request and body', () => {
  it('finds all outermost places a top-level parameter went to', () => {
    expect(bodyTargets(view, '/messages')).toEqual(['/system', '/messages/0']);
    expect(bodyTargets(view, '/stop')).toEqual(['/stop_sequences']);
  });

  it('finds nothing in the body for what went into the path', () => {
    expect(bodyTargets(view, '/model')).toEqual([]);
  });

  it('takes the entry of the surrounding value where the ledger has none for a leaf', () => {
    expect(bodyTargets(view, '/stop/0')).toEqual(['/stop_sequences']);
  });

  it('goes back by the deepest entry that covers a place', () => {
    expect(incomingSources(view, '/messages/0/content/0/text')).toEqual(['/messages/1/content']);
    expect(incomingSources(view, '/messages/0/role')).toEqual(['/messages/1']);
    expect(incomingSources(view, '/anthropic_version')).toEqual([]);
  });

  it('does not take a key for a part of another that starts with the same letters', () => {
    expect(outermost(['/stop', '/stop_sequences'])).toEqual(['/stop', '/stop_sequences']);
    expect(topOf('/messages/0/role')).toBe('/messages');
  });
});

describe('positions in a pretty body', () => {
  const text = JSON.stringify({ a: { 'x/y': [1, { b: 'two' }] } }, null, 2);

  it('spans a member with its key', () => {
    const span = spanOf(text, '/a/x~1y/1/b');
    expect(span && text.slice(span.from, span.to)).toBe('"b": "two"');
  });

  it('answers null for what is not there', () => {
    expect(spanOf(text, '/a/q')).toBeNull();
    expect(spanOf('{ broken', '/a')).toBeNull();
  });
});
