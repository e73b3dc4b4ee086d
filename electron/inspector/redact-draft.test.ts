import { expect, it } from 'vitest';
import { draftRedactor } from './redact-draft.ts';
import { SessionTexts } from './session-texts.ts';
import type { Job } from './work/job.ts';

const EDIT = { session: 'page', of: 1, splice: { from: 1, to: 1, insert: 'typed' } };

function known(): SessionTexts {
  const texts = new SessionTexts();
  texts.note({ session: 'page', number: 1, text: '{}', holds: null });
  return texts;
}

/** Threads of which none remembers a session. */
const forgetful = (forget: () => string) => ({
  one: async (job: Job) =>
    job.kind === 'redact' && typeof job.text === 'string' ? JSON.stringify(job.text) : forget(),
});

it.each([
  ['has another text', () => 'null'],
  [
    'has ended',
    () => {
      throw new Error('The thread that worked on this has ended.');
    },
  ],
])('a draft told by its change is whole though the thread that remembered its text %s', async (_, forget) => {
  expect(await draftRedactor(forgetful(forget), known())(EDIT)).toBe('{typed}');
});

it('a draft told by the change of a text that nobody knows is asked for anew', async () => {
  expect(
    await draftRedactor(
      forgetful(() => 'null'),
      new SessionTexts(),
    )(EDIT),
  ).toBeNull();
});
