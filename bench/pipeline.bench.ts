import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { WORKER_MEMORY } from '../electron/inspector/work/workshop.ts';
import type { JsonObject } from '../shared/json/json.ts';
import type { ProfileId } from '../shared/pipeline/releases/profile.ts';
import { transform } from '../shared/pipeline/transform.ts';
import { beside, type Contender, lineOf, type Measured, memoryOf, ours, takeTurns } from './pairs.ts';
import { Peer } from './peer.ts';
import { agent, deepCopy, long } from './requests.ts';

/**
 * The transform with its complete ledger read beside LiteLLM's own, in turns, by processor time: quiet, then with two
 * busy loops. STRATA_BENCH_ROUNDS sets how long, STRATA_BENCH_RATIOS a file that the ratios are written to as JSON;
 * STRATA_BENCH_BUSY=no leaves the busy loops out.
 */
const INVOKE = 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0';
const CONVERSE = 'bedrock/converse/us.anthropic.claude-sonnet-4-20250514-v1:0';
const ROUNDS = Number(process.env.STRATA_BENCH_ROUNDS ?? 60);

const REQUESTS: Readonly<Record<string, JsonObject>> = {
  'agent, invoke': agent(INVOKE),
  'agent, converse': agent(CONVERSE),
  '1 MB, invoke': long(INVOKE),
  '1 MB, converse': long(CONVERSE),
};

interface Release {
  readonly profile: ProfileId;
  readonly peer: Peer | null;
}

const releases = (): readonly Release[] => [
  { profile: 'litellm-1.87', peer: Peer.start(process.env.STRATA_BENCH_PYTHON, 'pipeline_peer.py') },
  {
    profile: 'litellm-1.109',
    peer: Peer.start(process.env.STRATA_BENCH_PYTHON_CURRENT, 'pipeline_peer.py'),
  },
];

/** The ledger is worked out when its entries are read. */
const run =
  (profile: ProfileId) =>
  (request: JsonObject): unknown =>
    transform({ api: 'chat', request, profile }).ledger.entries;

const theirs = (peer: Peer, request: string): Contender => ({
  name: 'LiteLLM',
  take: async (runs) => (await peer.ask({ request, runs })) as readonly number[],
});

/** Work of the engine itself in the same turns: how far its runs spread, those of any program do on this machine. */
const yardstick = (request: JsonObject): Contender =>
  ours(
    'JSON, both ways',
    () => deepCopy(request),
    (given) => JSON.parse(JSON.stringify(given)),
  );

async function pair(name: string, { profile, peer }: Release): Promise<readonly Measured[]> {
  const request = REQUESTS[name] ?? {};
  const own = ours('Strata', () => deepCopy(request), run(profile));
  const rounds = name.startsWith('1 MB') ? ROUNDS / 2 : ROUNDS;
  return takeTurns([own, yardstick(request), ...(peer ? [theirs(peer, name)] : [])], { rounds });
}

const ratios: Record<string, number> = {};

async function table(all: readonly Release[], busy: boolean): Promise<void> {
  console.log(busy ? '\nWith two busy loops beside it' : '\nQuiet');
  for (const release of all) {
    for (const [name, request] of Object.entries(REQUESTS)) {
      const [own, json, other] = await pair(name, release);
      if (!own || !json) continue;
      console.log(`  ${name}, ${release.profile}`);
      const memory = busy ? undefined : await memoryOf(() => deepCopy(request), run(release.profile));
      console.log(lineOf(own, own, memory));
      console.log(lineOf(json, own));
      if (!other) continue;
      console.log(lineOf(other, own));
      if (!busy) ratios[`${name}, ${release.profile}`] = Number((other.p50 / own.p50).toFixed(2));
    }
  }
}

async function measure(): Promise<void> {
  console.log(
    'Transform with the complete ledger read: processor time of one run (agent: 20 messages and 10 tools)',
  );
  const all = releases();
  for (const { peer } of all) await peer?.ask({ requests: REQUESTS });
  await table(all, false);
  if (process.env.STRATA_BENCH_BUSY !== 'no') await beside(() => table(all, true));
  for (const { peer } of all) await peer?.stop();
  if (process.env.STRATA_BENCH_RATIOS) writeFileSync(process.env.STRATA_BENCH_RATIOS, JSON.stringify(ratios));
}

// As in the app, on a thread with the memory of those that inspect.
if (isMainThread) new Worker(fileURLToPath(import.meta.url), { resourceLimits: WORKER_MEMORY });
else await measure();
