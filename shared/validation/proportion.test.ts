import { expect, it } from 'vitest';
import { BODY_KINDS } from '../testing/hostile-bodies.ts';
import { validate } from './validate.ts';

/** UTF-16 units: most of these kinds once took minutes at this size. */
const SIZE = 120_000;

it.each(BODY_KINDS.map((kind) => [kind.name, kind] as const))(
  'a verdict stays in proportion to the body: %s',
  (_, { operation, modelId, body }) => {
    const verdict = validate({ operation, modelId, body: body(SIZE) });
    expect(verdict.problems.length).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(verdict).length).toBeLessThan(30 * SIZE);
  },
);
