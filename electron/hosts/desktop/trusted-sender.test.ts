import type { IpcMainEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { isTrusted, onTrusted } from './trusted-sender.ts';

const ORIGIN = 'strata://app';

function eventFrom(url: string, top = true): IpcMainEvent {
  const frame = { url };
  return { senderFrame: frame, sender: { mainFrame: top ? frame : { url } } } as unknown as IpcMainEvent;
}

describe('isTrusted', () => {
  it('takes the top frame of the own origin', () => {
    expect(isTrusted(eventFrom('strata://app/'), ORIGIN)).toBe(true);
    expect(isTrusted(eventFrom('strata://app/index.html?x'), ORIGIN)).toBe(true);
  });

  it.each([
    'strata://app.evil.example/',
    'strata://apple/',
    'strata://other/',
    'https://evil.example/?strata://app/',
    'file:///strata://app/',
    'about:blank',
    '',
  ])('refuses %j', (url) => expect(isTrusted(eventFrom(url), ORIGIN)).toBe(false));

  it('refuses a frame inside the page, and a frame that is gone', () => {
    expect(isTrusted(eventFrom('strata://app/', false), ORIGIN)).toBe(false);
    const gone = { ...eventFrom('strata://app/'), senderFrame: null } as unknown as IpcMainEvent;
    expect(isTrusted(gone, ORIGIN)).toBe(false);
  });
});

it('onTrusted passes on messages of trusted senders only', () => {
  const listeners: ((event: IpcMainEvent) => void)[] = [];
  const ipc = { on: (_channel: string, listener: (event: IpcMainEvent) => void) => listeners.push(listener) };
  const heard: string[] = [];
  onTrusted(ipc as never, ORIGIN, 'channel', (event) => heard.push(event.senderFrame?.url ?? ''));
  for (const url of ['strata://app/', 'https://evil.example/']) listeners[0]?.(eventFrom(url));
  expect(heard).toEqual(['strata://app/']);
});
