import { inspect } from '../electron/inspector/inspect.ts';
import { startSimulator } from '../electron/simulator/simulator.ts';
import { BODY_KINDS, REQUEST_KINDS } from '../shared/testing/hostile-inputs.ts';
import { validate } from '../shared/validation/validate.ts';

/** Sizes of the input, UTF-16 units; each is twice the one before. */
const SIZES = (process.env.SIZES ?? '125000,250000,500000,1000000').split(',').map(Number);
/** A kind that took longer than this is not tried at the next size, milliseconds. */
const GIVE_UP_MS = Number(process.env.GIVE_UP_MS ?? 10_000);

/** Processor time of the process while `work` runs, milliseconds. */
async function cost(work: () => unknown): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const shown = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)}`.padStart(7);

async function table(
  title: string,
  kinds: readonly (readonly [string, (size: number) => () => unknown])[],
): Promise<void> {
  console.log(`\n${title}: processor time in ms at ${SIZES.map((size) => `${size / 1000} kB`).join(', ')}`);
  const only = process.env.KIND;
  for (const [name, make] of kinds) {
    if (only && !name.includes(only)) continue;
    await make(2000)();
    const figures: number[] = [];
    for (const size of SIZES) {
      figures.push(await cost(make(size)));
      if ((figures.at(-1) ?? 0) > GIVE_UP_MS) break;
    }
    const growth = figures.slice(1).map((ms, i) => ms / (figures[i] as number));
    console.log(
      `  ${name.padEnd(44)}${figures.map(shown).join('')}   growth ${growth.map((x) => x.toFixed(1)).join(' ')}`,
    );
  }
}

const which = process.env.STAGE;
if (!which || which === 'inspect')
  await table(
    'Inspect, both routes',
    REQUEST_KINDS.map(({ name, text }) => [
      name,
      (size) => {
        const typed = text(size);
        return () => inspect({ text: typed, profile: 'litellm-1.87', route: 'both' });
      },
    ]),
  );
if (!which || which === 'check')
  await table(
    'Check',
    BODY_KINDS.map(({ name, operation, modelId, body }) => [
      name,
      (size) => {
        const raw = body(size);
        return () => validate({ operation, modelId, body: raw });
      },
    ]),
  );
if (!which || which === 'simulate') {
  const simulator = await startSimulator({
    settings: { tokensPerSecond: 100_000, firstTokenDelayMs: 0, jitter: 0 },
  });
  await table(
    'Simulator, over HTTP',
    BODY_KINDS.map(({ name, operation, modelId, body }) => [
      name,
      (size) => {
        const raw = body(size);
        const suffix =
          operation === 'Converse' ? 'converse' : operation === 'CountTokens' ? 'count-tokens' : 'invoke';
        const url = `${simulator.url}/model/${encodeURIComponent(modelId)}/${suffix}`;
        return async () => (await fetch(url, { method: 'POST', body: raw })).arrayBuffer();
      },
    ]),
  );
  await simulator.close();
}
