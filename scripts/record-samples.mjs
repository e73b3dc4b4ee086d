// Records the sample streams under shared/samples/recordings from the simulator:
//   node scripts/record-samples.mjs [name …]
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { importBuilt, inRoot } from './lib/project.mjs';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
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
  {
    file: 'thinking',
    title: 'Thinking, then a tool call',
    settings: { tokensPerSecond: 40, jitter: 0.2, firstTokenDelayMs: 400 },
    body: {
      max_tokens: 2000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      tools: [
        {
          name: 'river_levels',
          description: 'Water levels of a river at its gauges',
          input_schema: {
            type: 'object',
            properties: {
              river: { type: 'string', enum: ['Rhine', 'Danube'] },
              gauge: { type: 'string', description: 'Name of the gauge' },
              days: { type: 'integer', minimum: 1, maximum: 14 },
            },
            required: ['river', 'gauge', 'days'],
          },
        },
      ],
      messages: [{ role: 'user', content: 'Compare the river levels at Cologne over a week.' }],
    },
  },
  {
    file: 'throttled',
    title: 'Throttled in the middle',
    settings: { tokensPerSecond: 40, jitter: 0.1, firstTokenDelayMs: 400 },
    rules: [
      {
        fault: {
          kind: 'exception',
          exception: 'throttlingException',
          message: 'Too many requests, please wait before trying again.',
          afterFrames: 24,
        },
      },
    ],
    fails: true,
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

async function record({ settings, rules = [], body = {}, fails = false }) {
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
        bodyText: JSON.stringify({ ...BODY, ...body }),
      },
      { kind: 'endpoint', url: simulator.url },
      new AbortController().signal,
    );
    for await (const event of events) {
      if (event.type === 'failure' && !fails) throw new Error(event.failure.message);
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
const names = process.argv.slice(2);
for (const sample of SAMPLES.filter(({ file }) => names.length === 0 || names.includes(file))) {
  const recording = await record(sample);
  const text = writeRecording({ savedAt: SAVED_AT, title: sample.title, model: MODEL, recording });
  writeFileSync(inRoot('shared/samples/recordings', `${sample.file}.json`), text);
  console.log(`${sample.file}: ${recording.frames.length} frames, ${text.length} bytes`);
}
