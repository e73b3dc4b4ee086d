import { expect, test } from 'vitest';
import { fuzz } from './testing/fuzz.ts';

// `npm run fuzz` does the same with thousands of bodies.
test('bodies changed by chance are answered as predicted', async () => {
  const testdata = new URL('../../shared/pipeline/testdata/', import.meta.url);
  expect(await fuzz({ seed: 'unit', bodies: 1000, testdata })).toEqual([]);
}, 120_000);
