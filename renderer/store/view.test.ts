import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { useCompared } from './compared.ts';
import { chooseRoute, useRequest } from './request.ts';
import { editRequest, isEditorAwaited, show, showPart, useView } from './view.ts';

const window = new EventTarget();
beforeEach(() => void vi.stubGlobal('window', window));
afterAll(() => vi.unstubAllGlobals());

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

it.each([
  ['its editor', () => editRequest()],
  ['a tab of its body', () => showPart({ outgoing: 'headers' })],
] as const)('who asks for %s sees the request, where a comparison was', (_, ask) => {
  chooseRoute('compare');
  const side = { profile: useRequest.getState().profile, view: { route: 'converse' } as RouteView };
  useCompared.setState({ sides: [side, side], focus: 0 });
  ask();
  expect(useRequest.getState().route).toBe('converse');
});

it('a stream that was folded to a rail opens for who asks for its frames', () => {
  useView.setState({ streamRail: true });
  showPart({ stream: 'frames' });
  expect(useView.getState()).toMatchObject({ streamRail: false, stream: 'frames' });
});

it('an editor is no longer awaited once something else is clicked', () => {
  editRequest();
  expect(isEditorAwaited()).toBe(true);
  editRequest();
  window.dispatchEvent(new Event('pointerdown'));
  expect(isEditorAwaited()).toBe(false);
});
