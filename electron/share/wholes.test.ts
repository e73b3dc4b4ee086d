import { expect, test } from 'vitest';
import type { Exchange } from '../../shared/capture/exchange.ts';
import { type KeptWhole, readWholes } from '../history/read/wholes.ts';
import { plainWhole, wholesOf } from './wholes.ts';

/** An exchange whose answer has so many bytes. */
const whole = (id: string, size: number): KeptWhole => ({
  exchange: { id } as Exchange,
  request: { bytes: new Uint8Array(1), damaged: false },
  response: { bytes: new Uint8Array(size), damaged: false },
});

test('exchanges come in their order, the large ones in messages of their own, those that are gone not at all', async () => {
  const sizes = new Map(Array.from({ length: 250 }, (_, i) => [`${i}`, i % 60 === 7 ? 9_000_000 : 10]));
  sizes.delete('3');
  const messages: number[] = [];
  const ask = {
    wholes: async (ids: readonly string[]) => {
      const told = readWholes(ids, (id) => {
        const size = sizes.get(id);
        return size === undefined ? null : whole(id, size);
      });
      messages.push(told.wholes.reduce((sum, one) => sum + plainWhole(one).response.length, 0));
      return told;
    },
  };
  const wanted = Array.from({ length: 250 }, (_, i) => `${i}`);
  const got: string[] = [];
  for await (const { exchange } of wholesOf({ ask } as never, wanted)) got.push(exchange.id);
  expect(got).toEqual(wanted.filter((id) => id !== '3'));
  expect(messages.length).toBeLessThan(10);
  expect(Math.max(...messages)).toBeLessThan(2 * 9_000_000);
});
