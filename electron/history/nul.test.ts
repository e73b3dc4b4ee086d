import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { History } from './history.ts';
import { openHistory, tell } from './testing.ts';

describe('texts with a U+0000', () => {
  let history: History;
  beforeEach(() => {
    ({ history } = openHistory());
  });
  afterEach(() => history.close());

  const found = (filter: string): readonly ExchangeRow[] =>
    history.page(filter, { by: 'asked', descending: true }, null, 10).rows;

  it('are kept to their end, with its sign', () => {
    const id = tell(history, {
      start: { model: 'own\0model', program: 'pro\0gram', path: '/model/own\0model/invoke' },
      request: { messages: [{ role: 'user', content: '\0 first\0second' }] },
      status: 400,
      response: { message: 'be\0hind' },
    });
    history.flush();
    const [row] = found('');
    expect(row).toMatchObject({
      id,
      title: '␀ first␀second',
      model: 'own␀model',
      program: 'pro␀gram',
      path: '/model/own␀model/invoke',
    });
    expect(history.exchange(id)?.failure).toBe('be␀hind');
    for (const filter of ['second', 'model:"own\0model"', 'model:own␀model', 'model:=own␀model'])
      expect(found(filter), filter).toHaveLength(1);
  });

  it('are told apart by what stands behind it', () => {
    for (const model of ['m', 'm\0a', 'm\0b', 'm\0a']) tell(history, { start: { model } });
    history.flush();
    expect(
      found('')
        .map(({ model }) => model)
        .sort(),
    ).toEqual(['m', 'm␀a', 'm␀a', 'm␀b']);
  });
});
