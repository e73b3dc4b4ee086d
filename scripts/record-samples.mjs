// Records the sample streams under shared/samples/recordings from the simulator:
//   node scripts/record-samples.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { importBuilt, inRoot } from './lib/project.mjs';

const MODEL = 'anthropic.claude-sonnet-4-20250514-v1:0';
/** Recorded at this date, so that a new recording differs in its times alone. */
const SAVED_AT = '2026-01-01T00:00:00.000Z';

const SAMPLES = [
  {
    file: 'steady',
    title: 'A steady source',
    settings: { tokensPerSecond: 40, jitter: 0.1, firstTokenDelayMs: 400 },
  },
  {
    file: 'bursts',
    title: 'A source that sends in bursts',
    settings: { tokensPerSecond: 40, jitter: 0.1, firstTokenDelayMs: 400 },
    rules: [{ burstBytes: 2048 }],
  },
  {
    file: 'collected',
    title: 'Collected, then replayed',
    settings: { tokensPerSecond: 40, jitter: 0.1, firstTokenDelayMs: 400, collected: true },
  },
];

const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 140,
  messages: [{ role: 'user', content: 'Tell me about rivers.' }],
};

await build({
  stdin: {
    contents: `
      export { sendToBedrock } from './electron/bedrock/send.ts';
      export { readScenario } from './electron/simulator/scenario/read.ts';
      export { startSimulator } from './electron/simulator/simulator.ts';
      export { writeRecording } from './shared/recording/file.ts';`,
    resolveDir: inRoot(),
    loader: 'ts',
  },
  outfile: inRoot('out', 'record-samples.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
const { readScenario, sendToBedrock, startSimulator, writeRecording } =
  await importBuilt('out/record-samples.mjs');

async function record({ settings, rules = [] }) {
  const scenario = readScenario(JSON.stringify({ rules }));
  const simulator = await startSimulator({ settings, scenario });
  const frames = [];
  const reads = [];
  try {
    const events = sendToBedrock(
      {
        operation: 'InvokeModelWithResponseStream',
        modelId: MODEL,
        headers: {},
        bodyText: JSON.stringify(BODY),
      },
      { kind: 'endpoint', url: simulator.url },
      new AbortController().signal,
    );
    for await (const event of events) {
      if (event.type === 'failure') throw new Error(event.failure.message);
      if (event.type === 'frames') {
        frames.push(...event.frames);
        reads.push(...event.reads);
      }
      if (event.type === 'end') return { frames, reads, endMs: event.atMs };
    }
    throw new Error('The stream had no end.');
  } finally {
    await simulator.close();
  }
}

mkdirSync(inRoot('shared/samples/recordings'), { recursive: true });
for (const sample of SAMPLES) {
  const recording = await record(sample);
  const text = writeRecording({ savedAt: SAVED_AT, title: sample.title, model: MODEL, recording });
  writeFileSync(inRoot('shared/samples/recordings', `${sample.file}.json`), text);
  console.log(`${sample.file}: ${recording.frames.length} frames, ${text.length} bytes`);
}
