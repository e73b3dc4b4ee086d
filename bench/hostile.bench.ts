import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { inspect } from '../electron/inspector/inspect.ts';
import { Trials } from '../electron/inspector/trials.ts';
import { WORKER_MEMORY } from '../electron/inspector/work/workshop.ts';
import { startSimulator } from '../electron/simulator/simulator.ts';
import type { InspectResult } from '../shared/contract/inspection.ts';
import { Follower } from '../shared/strict/follower.ts';
import { BODY_KINDS, type BodyKind } from '../shared/testing/hostile-bodies.ts';
import { REQUEST_KINDS } from '../shared/testing/hostile-requests.ts';
import { endOfModel } from '../shared/validation/models/lifecycle.ts';
import { validate } from '../shared/validation/validate.ts';

/**
 * What hostile inputs cost, by kind: processor time of the whole process at sizes that double, and how it grows. A growth
 * of 2 is that of the input; 4 would be its square. On a thread with the memory of the app's, where alone it is
 * done. STRATA_HOSTILE=WORD takes the kinds whose name holds the word.
 */

/** UTF-16 units. */
const SIZES = [500_000, 1_000_000];
const SMALLER = [125_000, 250_000];
/** A kind that took longer is not tried at twice the size, milliseconds. */
const GIVE_UP_MS = 20_000;
const PROFILE = 'litellm-1.87';
const WORD = process.env.STRATA_HOSTILE ?? '';

/**
 * The last day on which every model that the requests name was served, `YYYY-MM-DD`: later ones would be refused for that
 * alone, and next to nothing be measured. Null where none has an end.
 */
function servedOn(): string | null {
  const named = REQUEST_KINDS.flatMap(
    ({ text }) => /"model":"bedrock\/(?:(?:invoke|converse)\/)?([^"]+)"/.exec(text(2000))?.[1] ?? [],
  );
  const [end] = named.flatMap((model) => endOfModel(model) ?? []).sort();
  return end === undefined ? null : new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10);
}
const day = servedOn();
if (day !== null) process.env.STRATA_AS_OF = day;

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
  readonly input: (size: number) => string;
  readonly work: (input: string) => unknown;
}

const shown = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0)).padStart(7);

async function table(title: string, lines: readonly Line[], sizes = SIZES): Promise<void> {
  console.log(
    `\n${title}: milliseconds of processor time at ${sizes.map((size) => `${size / 1000} kB`).join(', ')}`,
  );
  const largest: number[] = [];
  for (const { name, input, work } of lines.filter((line) => line.name.includes(WORD))) {
    // The first run compiles what the others use.
    await work(input(2000));
    const figures: number[] = [];
    for (const size of sizes) {
      const given = input(size);
      figures.push(await cost(() => work(given)));
      if ((figures.at(-1) ?? 0) > GIVE_UP_MS) break;
    }
    largest.push(figures.at(-1) ?? 0);
    const growth = figures.slice(1).map((ms, i) => (ms / (figures[i] ?? ms)).toFixed(1));
    console.log(
      `  ${name.padEnd(46)}${figures.map(shown).join('')}${growth.length > 0 ? `   growth ${growth.join(' ')}` : ''}`,
    );
  }
  const over = largest.filter((ms) => ms > 1000).length;
  console.log(
    `  most ${shown(Math.max(0, ...largest)).trim()}; ${over} of ${largest.length} kinds over a second`,
  );
}

/** As the window asks about a large text: what stands beside the request comes once typing rests. */
const firstAnswer = (text: string): InspectResult => {
  const trials = new Trials();
  trials.begin(true);
  return inspect({ text, profile: PROFILE, route: 'auto' }, null, new Follower(), trials);
};

const inspecting = (title: string, work: (text: string) => unknown, sizes = SIZES): Promise<void> =>
  table(
    title,
    REQUEST_KINDS.map(({ name, text }) => ({ name, input: text, work })),
    sizes,
  );

const ACTIONS: Readonly<Record<BodyKind['operation'], string>> = {
  InvokeModel: 'invoke',
  Converse: 'converse',
  CountTokens: 'count-tokens',
};
async function measure(): Promise<void> {
  await inspecting('Inspect, the first answer', firstAnswer);
  await inspecting(
    'Inspect, all of it',
    (text) => inspect({ text, profile: PROFILE, route: 'auto' }),
    SIZES.slice(-1),
  );
  await inspecting(
    'Inspect, all of it on both routes',
    (text) => inspect({ text, profile: PROFILE, route: 'both' }),
    SIZES.slice(-1),
  );

  await table(
    'Check',
    BODY_KINDS.map(({ name, operation, modelId, body }) => ({
      name,
      input: body,
      work: (raw) => validate({ operation, modelId, body: raw }),
    })),
    SMALLER,
  );

  const simulator = await startSimulator({
    settings: { tokensPerSecond: 100_000, firstTokenDelayMs: 0, jitter: 0 },
  });
  await table(
    'Simulator over HTTP, client included',
    BODY_KINDS.map(({ name, operation, modelId, body }) => ({
      name,
      input: body,
      work: async (raw) => {
        const url = `${simulator.url}/model/${encodeURIComponent(modelId)}/${ACTIONS[operation]}`;
        return (await fetch(url, { method: 'POST', body: raw })).arrayBuffer();
      },
    })),
    SMALLER,
  );
  await simulator.close();
}

if (isMainThread) new Worker(fileURLToPath(import.meta.url), { resourceLimits: WORKER_MEMORY });
else await measure();
