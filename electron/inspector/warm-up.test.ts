import { expect, it } from 'vitest';
import { inspect } from './inspect.ts';
import { agentRun } from './warm-up-request.ts';

it('warms up with a request that has all that a large one needs', () => {
  const result = inspect({ text: agentRun('one'), profile: 'litellm-1.87', route: 'both' });
  if (result.kind !== 'inspected') throw new Error('The request of the warm-up cannot be read.');
  expect(result.warnings).toEqual([]);
  for (const { outcome, losses, filtered } of result.views) {
    expect(outcome.kind).toBe('outgoing');
    expect(losses.length).toBeGreaterThan(50);
    expect(filtered?.accepted).toBe(true);
  }
  expect(result.views.map(({ verdict }) => verdict?.kind)).toContain('refused');
});
