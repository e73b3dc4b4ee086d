import { once } from 'node:events';
import { expect, it } from 'vitest';
import { type Program, shared } from './program.ts';
import { startThread } from './thread.ts';

/** A program that says a word and what it was started with. */
const saying = (word: string): string =>
  `const { parentPort, workerData } = require('node:worker_threads');
  const say = () => parentPort.postMessage([${JSON.stringify(word)}, workerData.word, typeof module, __filename].join());
  parentPort.on('message', say);
  say();`;

const written = (text: string): Uint8Array => shared(Buffer.from(text));

/** What a thread says, and what it leaves to be kept within its time. */
async function run(text: string, code?: Uint8Array): Promise<{ said: string; kept: Uint8Array | null }> {
  let keep: (code: Uint8Array | null) => void = () => undefined;
  const handed = new Promise<Uint8Array | null>((resolve) => {
    keep = resolve;
  });
  const program: Program = { bytes: written(text), compiled: { read: () => code?.slice(), keep } };
  const thread = startThread(program, { workerData: { word: 'given' }, begunMs: 0 });
  const [said] = (await once(thread, 'message')) as [string];
  if (code) {
    // A second answer comes after whatever was handed over with the first.
    setTimeout(() => thread.postMessage('again'), 50);
    await once(thread, 'message');
    keep(null);
  }
  const kept = await handed;
  await thread.terminate();
  return { said, kept };
}

it('starts a program from the code that an earlier thread handed over, and keeps new code where V8 refuses it', async () => {
  const first = await run(saying('first!'));
  expect(first.said).toBe('first!,given,object,[worker eval]');
  expect(first.kept?.byteLength).toBeGreaterThan(100);
  // V8 looks at the length of a text alone: what runs is the code of the first.
  const second = await run(saying('second'), first.kept ?? undefined);
  expect(second).toEqual({ said: first.said, kept: null });
  const longer = await run(saying('another one'), first.kept ?? undefined);
  expect(longer.said).toBe('another one,given,object,[worker eval]');
  expect(longer.kept?.byteLength).toBeGreaterThan(100);
});

it('a program whose code nobody keeps runs all the same', async () => {
  const thread = startThread(
    { bytes: written(saying('alone')), compiled: null },
    { workerData: { word: 'x' } },
  );
  expect(await once(thread, 'message')).toEqual(['alone,x,object,[worker eval]']);
  await thread.terminate();
});

it('a program in other letters than those of ASCII says what it says', async () => {
  const program: Program = { bytes: written(saying('größer')), compiled: null };
  const thread = startThread(program, { workerData: { word: 'x' } });
  expect(await once(thread, 'message')).toEqual(['größer,x,object,[worker eval]']);
  await thread.terminate();
});
