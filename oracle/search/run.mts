/**
 * Searches for requests that take a branch of the engine which no recorded request takes:
 *
 *   node scripts/search.mjs OUT [--seconds 300] [--seed 1] [--only families/claude] [--features FILE]
 *
 * The requests of FILE (`features.py`) are tried first; then recorded ones are changed by chance. What takes a new block is cut down to what it needs for that and written
 * to OUT, a line each, for `oracle/record.py VERSION --cases OUT`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createRandom } from '../../electron/simulator/answer/random.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Api, TransformResult } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { parseLines } from '../../shared/pipeline/testing.ts';
import { type Chance, changed, materialOf, smaller } from './change.mts';
import { watchBlocks } from './taken.mts';

interface Asked {
  readonly api: Api;
  readonly request: JsonObject;
}

const RELEASES: readonly ProfileId[] = [
  'litellm-1.87.0',
  'litellm-1.90.0',
  'litellm-1.109.1',
  'litellm-1.110.2',
];
/** So many changed requests run before the question is asked which blocks they took. */
const AT_ONCE = 40;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    features: { type: 'string', default: '' },
  },
});
const [out = 'found.jsonl'] = positionals;

const { transform } = (await import(values.engine)) as {
  transform: (call: Asked & { readonly profile: ProfileId }) => TransformResult;
};
const code = readFileSync(values.engine, 'utf8');
const source = [...code.matchAll(/^\/\/ (shared\/\S+)$/gm)].map(({ index, 1: file }) => ({
  index,
  file: file ?? '',
}));
const fileAt = (offset: number): string => source.findLast(({ index }) => index <= offset)?.file ?? '';

const read = (path: string): readonly Asked[] =>
  parseLines(gunzipSync(readFileSync(`shared/pipeline/testdata/${path}.jsonl.gz`)).toString());
const known = ['cases', 'corpus/cases', 'corners/cases', 'raw-cases'].flatMap(read);
const words = [...new Set([...code.matchAll(/"([A-Za-z0-9_./:-]{2,40})"/g)].map(([, word]) => word ?? ''))];
const material = materialOf(
  known.map(({ request }) => request),
  words,
);

const random = createRandom(values.seed);
const chance: Chance = (below) => Math.floor(random() * below);

/** What becomes of a request under each release, in a word. */
function run({ api, request }: Asked): string {
  const kinds = RELEASES.map((profile) => {
    try {
      const result = transform({ api, request, profile });
      void result.ledger;
      return result.kind;
    } catch {
      // A request that throws has another test.
      return 'threw';
    }
  });
  return kinds.join(' ');
}

const blocks = await watchBlocks(values.engine.split('/').at(-1) ?? '');
const taken = new Set<string>();
const wanted = (block: string): boolean =>
  !taken.has(block) && fileAt(Number(block.split(':')[0])).includes(values.only);
for (let at = 0; at < known.length; at += AT_ONCE) {
  for (const one of known.slice(at, at + AT_ONCE)) run(one);
  for (const block of await blocks()) taken.add(block);
}
console.error(`${known.length} recorded requests take ${taken.size} blocks.`);

/** The request without whatever it can do without, still take the blocks, and still come to the same end. */
async function cutDown({ api, request }: Asked, asked: ReadonlySet<string>): Promise<JsonObject> {
  const end = run({ api, request });
  await blocks();
  for (const less of smaller(request)) {
    if (run({ api, request: less }) !== end) continue;
    const now = new Set(await blocks());
    if ([...asked].every((block) => now.has(block))) return cutDown({ api, request: less }, asked);
  }
  return request;
}

const found: { id: string; api: Api; request: JsonObject }[] = [];
let tried = 0;
const pool = [...known];

/** Keeps those of a batch that take a block which nothing before took. */
async function keepNew(batch: readonly Asked[]): Promise<void> {
  tried += batch.length;
  for (const one of batch) run(one);
  if (!(await blocks()).some(wanted)) return;
  for (const one of batch) {
    run(one);
    const fresh = (await blocks()).filter(wanted);
    if (fresh.length === 0) continue;
    const asked = new Set(fresh);
    const best = await cutDown(one, asked);
    for (const block of asked) taken.add(block);
    const id = `corner-${createHash('sha256')
      .update(JSON.stringify([one.api, best]))
      .digest('hex')
      .slice(0, 8)}`;
    found.push({ id, api: one.api, request: best });
    pool.push(...Array.from({ length: 20 }, () => ({ api: one.api, request: one.request })));
    writeFileSync(out, found.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const files = [...new Set([...asked].map((block) => fileAt(Number(block.split(':')[0]))))];
    console.error(`${found.length} ${id} +${asked.size} ${files.slice(0, 3).join(' ')}`);
  }
}

const features = values.features === '' ? [] : parseLines<Asked>(readFileSync(values.features, 'utf8'));
for (let at = 0; at < features.length; at += AT_ONCE) await keepNew(features.slice(at, at + AT_ONCE));

const until = Date.now() + Number(values.seconds) * 1000;
while (Date.now() < until) {
  await keepNew(
    Array.from({ length: AT_ONCE }, (): Asked => {
      const base = pool[chance(pool.length)] as Asked;
      const api = chance(12) === 0 ? (base.api === 'chat' ? 'messages' : 'chat') : base.api;
      return { api, request: changed(base.request, material, chance) };
    }),
  );
}
console.error(`${tried} requests tried, ${found.length} found.`);
