import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { countOption } from './lib/count-option.mjs';
import { inRoot } from './lib/project.mjs';
import { ensurePython } from './python/ensure.mjs';

/**
 * `npm run spark -- [--records N]`: audits made records with one process and with Spark on local[2], and compares what comes
 * out. Needs a Java runtime. Exit code 1 where the two differ.
 */
const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
const records = countOption('--records', values.records);
await ensureBuilt(['node']);
const python = await ensurePython('spark');
const dir = inRoot('out', 'spark');
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
const cli = inRoot('out', 'cli', 'cli.cjs');
const log = `${dir}/log.jsonl`;

const MODELS = [
  'us.anthropic.claude-sonnet-4-20250514-v1:0',
  'anthropic.claude-3-haiku-20240307-v1:0',
  'us.amazon.nova-lite-v1:0',
];
const EXTRAS = [
  {},
  {},
  {},
  { stream_chunk_size: 2048 },
  { temperature: 3 },
  { litellm_call_id: 'x' },
  { max_tokens: -1 },
];

/** Records of three kinds of logs, the same for the same number. */
function record(i) {
  const [modelId, extra] = [MODELS[i % MODELS.length], EXTRAS[(i * 7) % EXTRAS.length]];
  const messages = [{ role: 'user', content: `Question ${i} of ${i % 97}` }];
  if (i % 4 === 3)
    return {
      metadata: { user_api_key_alias: `team-${i % 5}` },
      proxy_server_request: { body: { model: `bedrock/${modelId}`, messages, ...extra } },
    };
  return {
    schemaType: 'ModelInvocationLog',
    identity: { arn: `arn:aws:sts::111122223333:assumed-role/service-${i % 11}/session` },
    operation: 'InvokeModel',
    modelId: MODELS[i % 2],
    input: { inputBodyJson: { anthropic_version: 'bedrock-2023-05-31', max_tokens: 10, messages, ...extra } },
  };
}

const out = createWriteStream(log);
for (let i = 0; i < records; i++) if (!out.write(`${JSON.stringify(record(i))}\n`)) await once(out, 'drain');
out.end();
await once(out, 'finish');

/** Runs a program and gives how long it took, seconds. */
async function timed(program, args, env, target) {
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (target) child.stdout.pipe(createWriteStream(target));
  else child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}.`);
  return (performance.now() - started) / 1000;
}

const alone = await timed(process.execPath, [cli, 'audit', '--format', 'json', log], {}, `${dir}/alone.json`);
const spark = await timed(
  python,
  [inRoot('examples', 'pyspark', 'audit.py'), `${dir}/spark.json`, log],
  {
    STRATA: `${process.execPath} ${cli}`,
    PYSPARK_SUBMIT_ARGS: '--master local[2] pyspark-shell',
    PYSPARK_PYTHON: python,
  },
  null,
);
const [one, other] = ['alone', 'spark'].map((name) =>
  JSON.parse(readFileSync(`${dir}/${name}.json`, 'utf8')),
);
const same = JSON.stringify(one) === JSON.stringify(other);
console.log(
  `${records} records: one process ${alone.toFixed(1)} s, Spark on local[2] ${spark.toFixed(1)} s; ${one.groups.length} kinds of findings, ${one.wrong} records; the answers are ${same ? 'the same' : 'NOT the same'}.`,
);
process.exit(same ? 0 : 1);
