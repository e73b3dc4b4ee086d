import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENARIOS } from '../../../shared/samples/scenarios.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { playText } from './play-text.ts';

describe('playText', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  it.each(SCENARIOS.map(({ label, text }) => [label, text]))('can play the preset “%s”', (_, text) => {
    expect(playText(simulator, text)).toMatchObject({ ok: true });
  });

  it('says where a scenario is wrong and keeps playing the one before', () => {
    expect(playText(simulator, '{\n  "rules": [{ "fault": { "kind": "explode" } }]\n}')).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('line 2')],
    });
  });

  it('says of one that nests without end where it does', () => {
    expect(playText(simulator, '{"a":'.repeat(6_000))).toEqual({
      ok: false,
      problems: ['line 1, column 2501: nested deeper than 500 levels'],
    });
  });
});
