import { expect, it } from 'vitest';
import { type Send, strangerWords } from './sends.ts';

type Asked = Pick<Send, 'recorded' | 'input' | 'route'>;

const SENT: Asked = {
  recorded: false,
  input: { text: '{"a": 1}', profile: 'litellm-1.87', route: 'auto', target: { kind: 'simulator' } },
  route: 'invoke',
};
const SHOWN = { text: '{"a": 1}', profile: 'litellm-1.87', route: 'invoke' } as const;

it.each<[string, Partial<Asked>, Parameters<typeof strangerWords>[1], string | null]>([
  ['its own request', {}, SHOWN, null],
  ['its own request, which is still being read', {}, { ...SHOWN, route: null }, null],
  ['another text', {}, { ...SHOWN, text: '{"a": 2}' }, 'earlier request'],
  ['another release', {}, { ...SHOWN, profile: 'litellm-1.90' }, 'earlier request'],
  ['the other route', {}, { ...SHOWN, route: 'converse' }, 'on the invoke route'],
  ['a recording, beside any request', { recorded: true }, SHOWN, 'recording'],
])('an answer says whose it is: %s', (_, sent, shown, words) => {
  expect(strangerWords({ ...SENT, ...sent }, shown)).toBe(words);
});
