import { inspect } from '../electron/inspector/inspect.ts';
import { Trials } from '../electron/inspector/trials.ts';
import { startSimulator } from '../electron/simulator/simulator.ts';
import type { InspectResult } from '../shared/contract/inspection.ts';
import { Follower } from '../shared/strict/follower.ts';
import { BODY_KINDS, type BodyKind } from '../shared/testing/hostile-bodies.ts';
import { REQUEST_KINDS } from '../shared/testing/hostile-requests.ts';
import { validate } from '../shared/validation/validate.ts';

/**
 * What hostile inputs cost, by kind: processor time of the whole process at sizes that double, and how it grows. A growth
 * of 2 is that of the input; 4 would be its square. STRATA_HOSTILE=WORD takes the kinds whose name holds the word.
 */

/** UTF-16 units. */
const SIZES = [125_000, 250_000, 500_000, 1_000_000];
/** A kind that took longer is not tried at twice the size, milliseconds. */
const GIVE_UP_MS = 20_000;
const PROFILE = 'litellm-1.87';
const WORD = process.env.STRATA_HOSTILE ?? '';

/** Processor time of the process while `work` runs, milliseconds. */
async function cost(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Line {
  readonly name: string;
  readonly prepare: (size: number) => () => unknown;
}

const shown = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0)).padStart(7);

async function table(title: string, lines: readonly Line[]): Promise<void> {
  const sizes = SIZES.map((size) => `${size / 1000} kB`).join(', ');
  console.log(`\n${title}: milliseconds of processor time at ${sizes}`);
  for (const { name, prepare } of lines.filter((line) => line.name.includes(WORD))) {
    // The first run compiles what the others use.
    await prepare(2000)();
    const figures: number[] = [];
    for (const size of SIZES) {
      const ms = await cost(prepare(size));
      figures.push(ms);
      if (ms > GIVE_UP_MS) break;
    }
    const growth = figures.slice(1).map((ms, i) => (ms / (figures[i] ?? ms)).toFixed(1));
    console.log(`  ${name.padEnd(46)}${figures.map(shown).join('')}   growth ${growth.join(' ')}`);
  }
}

/** As the window asks about a large text: what stands beside the request comes once typing rests. */
const firstAnswer = (text: string): InspectResult => {
  const trials = new Trials();
  trials.begin(true);
  return inspect({ text, profile: PROFILE, route: 'auto' }, null, new Follower(), trials);
};

const inspecting = (title: string, work: (text: string) => unknown): Promise<void> =>
  table(
    title,
    REQUEST_KINDS.map(({ name, text }) => ({
      name,
      prepare: (size) => {
        const typed = text(size);
        return () => work(typed);
      },
    })),
  );

await inspecting('Inspect, the first answer', firstAnswer);
await inspecting('Inspect, all of it, both routes', (text) =>
  inspect({ text, profile: PROFILE, route: 'both' }),
);

await table(
  'Check',
  BODY_KINDS.map(({ name, operation, modelId, body }) => ({
    name,
    prepare: (size) => {
      const raw = body(size);
      return () => validate({ operation, modelId, body: raw });
    },
  })),
);

const ACTIONS: Readonly<Record<BodyKind['operation'], string>> = {
  InvokeModel: 'invoke',
  Converse: 'converse',
  CountTokens: 'count-tokens',
};
const simulator = await startSimulator({
  settings: { tokensPerSecond: 100_000, firstTokenDelayMs: 0, jitter: 0 },
});
await table(
  'Simulator over HTTP, client included',
  BODY_KINDS.map(({ name, operation, modelId, body }) => ({
    name,
    prepare: (size) => {
      const raw = body(size);
      const url = `${simulator.url}/model/${encodeURIComponent(modelId)}/${ACTIONS[operation]}`;
      return async () => (await fetch(url, { method: 'POST', body: raw })).arrayBuffer();
    },
  })),
);
await simulator.close();
