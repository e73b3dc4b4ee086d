import { EventEmitter } from 'node:events';
import { os } from '@orpc/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { serveChannel } from './rpc-channel.ts';

afterEach(() => vi.restoreAllMocks());

function open() {
  const wire = new EventEmitter();
  const sent: string[] = [];
  serveChannel(
    {
      echo: os.handler(() => 'here'),
      fail: os.handler(() => {
        throw new Error('The thread has ended (Bearer abcdefghijklmnop1234567890).');
      }),
    },
    {
      send: (message) => void sent.push(String(message)),
      onMessage: (listener) => void wire.on('message', listener),
      onClose: (listener) => void wire.on('close', listener),
    },
  );
  return { wire, sent };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('messages of a page', () => {
  it('that cannot be read are logged by their size, never by their text', async () => {
    const logged: string[] = [];
    vi.spyOn(console, 'error').mockImplementation(
      (...parts) => void logged.push(parts.map(String).join(' ')),
    );
    const { wire, sent } = open();
    const secrets = ['{"api_key":"hunter2"', 'hunter2', '[', '{"i":1}', '{"i":"1","p":null}', 'null', '""'];
    for (const text of [...secrets, new TextEncoder().encode('hunter2'), { no: 'text' }, undefined])
      wire.emit('message', text);
    await settled();
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toContain('hunter2');
    expect(logged[0]).toBe('A message of the page could not be answered (20 characters); it was dropped.');
    wire.emit('message', JSON.stringify({ i: '1', p: { u: '/echo' } }));
    await settled();
    expect(sent.join('')).toContain('here');
  });

  it('whose answer fails are told what failed, without secrets', async () => {
    const { wire, sent } = open();
    wire.emit('message', JSON.stringify({ i: '1', p: { u: '/fail' } }));
    await settled();
    expect(sent.join('')).toContain('Strata failed at this: The thread has ended');
    expect(sent.join('')).not.toContain('abcdefghijklmnop1234567890');
  });
});
