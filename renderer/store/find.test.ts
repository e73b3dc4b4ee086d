import { expect, it } from 'vitest';
import { findInRequest, openFind, useFind } from './find.ts';
import { typeText } from './request.ts';
import { show, useView } from './view.ts';

it.each([
  ['{"model": "a"}', 'params', 'json'],
  ['curl http://localhost -d "{}"', 'params', 'curl'],
  ['curl http://localhost -d "{}"', 'json', 'curl'],
] as const)('a step through the matches of %s opens the tab that has its editor', (text, from, to) => {
  typeText(text);
  show({ incoming: from });
  openFind('a', 'request');
  const { next } = useFind.getState();
  findInRequest(1);
  expect(useView.getState().incoming).toBe(to);
  expect(useFind.getState()).toMatchObject({ pane: 'request', next: next + 1 });
});
