import { expect, it } from 'vitest';
import { show, useView } from './view.ts';

it.each([
  ['the comparison', { compareWith: 'strict' }],
  ['a tab of the incoming request', { incoming: 'json' }],
  ['a tab of the outgoing request', { outgoing: 'body' }],
  ['Bedrock’s answer', { answerFilter: 'problems' }],
] as const)('%s is shown where the stream lab was', (_, change) => {
  show({ wideStream: true });
  show(change);
  expect(useView.getState()).toMatchObject({ screen: 'request', wideStream: false, ...change });
});

it.each([
  ['a tab of the incoming request', 'ends', { incoming: 'json' }, false],
  ['Bedrock’s answer', 'ends', { answerFilter: 'problems' }, false],
  ['a tab of the outgoing request', 'keeps', { outgoing: 'headers' }, true],
] as const)('%s %s a body that fills the window', (_, __, change, wideBody) => {
  show({ wideBody: true });
  show(change);
  expect(useView.getState()).toMatchObject({ wideBody });
});

it('what the lab shows leaves it open, and so does a dialog', () => {
  show({ wideStream: true });
  show({ stream: 'frames', sidebar: 'sends' });
  show({ palette: true });
  expect(useView.getState()).toMatchObject({ wideStream: true, stream: 'frames', palette: true });
});
