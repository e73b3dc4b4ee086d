import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { onGoneOn, watchWaiting } from './gone-on.ts';

class Key extends Event {
  readonly key: string;
  readonly repeat: boolean;
  constructor(key: string, repeat = false) {
    super('keydown');
    this.key = key;
    this.repeat = repeat;
  }
}

let window: EventTarget;
beforeEach(() => {
  window = new EventTarget();
  vi.stubGlobal('window', window);
});
afterAll(() => vi.unstubAllGlobals());

it.each([
  ['a click', new Event('pointerdown'), true],
  ['a key', new Key('Escape'), true],
  ['a key that is held down with others', new Key('Control'), false],
  ['a key that is still held', new Key(',', true), false],
  ['a wheel', new Event('wheel'), false],
])('%s says whether somebody went on', (_, event, gone) => {
  const isAwaited = watchWaiting();
  window.dispatchEvent(event);
  expect(isAwaited()).toBe(!gone);
});

it('tells it once, and of the pointer alone where keys wait', () => {
  const then = vi.fn();
  onGoneOn(then, { sign: 'pointer' });
  window.dispatchEvent(new Key('a'));
  expect(then).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('pointerdown'));
  window.dispatchEvent(new Event('pointerdown'));
  expect(then).toHaveBeenCalledOnce();
});

it('does not count the event that is under way', () => {
  const isAwaited = new Promise<() => boolean>((resolve) =>
    window.addEventListener('keydown', () => resolve(watchWaiting()), { capture: true, once: true }),
  );
  window.dispatchEvent(new Key('F1'));
  return expect(isAwaited.then((ask) => ask())).resolves.toBe(true);
});
