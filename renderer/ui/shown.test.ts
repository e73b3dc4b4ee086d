import { expect, it } from 'vitest';
import { shown } from './shown.ts';

it.each([
  ['user\u202egnp.exe', 'user⟨RLO⟩gnp.exe'],
  ['\u2066a\u2069\u200f', '⟨LRI⟩a⟨PDI⟩⟨RLM⟩'],
  ['zero\u200bwidth\ufeff', 'zero⟨ZWSP⟩width⟨BOM⟩'],
])('names marks that would turn the text around them: %j', (text, named) => {
  expect(shown(text)).toBe(named);
});

it('leaves other writing as it is, Arabic, Hebrew and joined emoji too', () => {
  const text = 'שלום مرحبا 👩\u200d💻 naïve';
  expect(shown(text)).toBe(text);
});
