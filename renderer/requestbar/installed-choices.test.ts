import { expect, it } from 'vitest';
import { installedChoices } from './installed-choices.ts';

it('two Pythons with the same LiteLLM are two choices, told apart by their ids', () => {
  const found = ['a', 'b'].map((id) => ({ id, version: '1.109.1', python: `/${id}/python`, from: 'uv' }));
  const { here } = installedChoices('', found, false, null);
  expect(here.map(({ installed, label }) => [installed, label])).toEqual([
    ['a', 'LiteLLM 1.109.1, installed here'],
    ['b', 'LiteLLM 1.109.1, installed here'],
  ]);
});
