import { afterEach, expect, it } from 'vitest';
import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { useShare } from './state.ts';
import { chooseFormat, closeShare, openShare, shared, takeOut } from './store.ts';
import type { Sharing } from './subjects.ts';

interface Question {
  readonly form: string;
  readonly choices: { readonly texts: readonly string[] };
}

/** A host whose reports the test gives one by one. */
function slowHost() {
  const waiting: (() => void)[] = [];
  const share = {
    make: async () => ({ ok: true, id: 'r', parts: {} }),
    render: ({ form, choices }: Question) =>
      new Promise((resolve) => {
        const text = `${form} without ${choices.texts.join()}`;
        waiting.push(() => resolve({ json: JSON.stringify({ text, report: {}, taken: [] }) }));
      }),
  };
  useConnection.setState({ client: { share } as unknown as Client });
  return async (): Promise<void> => {
    await settled();
    for (const answer of waiting.splice(0)) answer();
    await settled();
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const text = (): string | null => shared(useShare.getState())?.text ?? null;

afterEach(() => {
  closeShare();
  useConnection.setState(useConnection.getInitialState(), true);
});

it('nothing is copied or saved before it is as it was chosen last', async () => {
  const answer = slowHost();
  void openShare({ title: '', subject: {}, snippets: null } as unknown as Sharing);
  await answer();
  expect(text()).toBe('markdown without ');
  takeOut('hunter2');
  expect(text()).toBeNull();
  await answer();
  expect(text()).toBe('markdown without hunter2');
  chooseFormat('html');
  expect(text()).toBeNull();
  await answer();
  expect(text()).toBe('html without hunter2');
});
