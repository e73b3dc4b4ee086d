import { expect, it } from 'vitest';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { askedOf, toldByMatrix } from './details.ts';

it('asks about the releases of the matrix beside those that are offered by name, each at its place', () => {
  expect(askedOf(['litellm-1.95', 'litellm-1.110'])).toEqual([
    'litellm-1.87',
    'litellm-1.90',
    'litellm-1.95',
    'litellm-1.109',
    'litellm-1.110',
    'strict',
  ]);
  expect(askedOf(['strict'])).toHaveLength(4);
});

it('tells from the matrix what is known before the host has answered, the older release first', () => {
  const result: AuditResult = {
    profile: 'litellm-1.110',
    against: 'litellm-1.95',
    columns: [
      { id: 'titan', label: 'titan' },
      { id: 'llama', label: 'llama' },
    ],
    rows: [
      {
        key: 'trace',
        cells: [
          { fate: 'dropped', at: null },
          { fate: 'consumed', at: null },
        ],
        against: [
          { fate: 'dropped', at: null },
          { fate: 'leaked', at: '/trace' },
        ],
      },
    ],
  };
  const told = (column: string) =>
    toldByMatrix({ key: 'trace', column }, result).map(({ fate, when }) => `${fate} ${when}`);
  expect(told('llama')).toEqual(['leaked in LiteLLM 1.95', 'consumed in LiteLLM 1.110']);
  expect(told('titan')).toEqual(['dropped in LiteLLM 1.95', 'dropped in LiteLLM 1.110']);
  expect(told('nowhere')).toEqual([]);
});
