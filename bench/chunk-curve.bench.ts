import { spawn } from 'node:child_process';
import path from 'node:path';
import { sendToBedrock } from '../electron/bedrock/send.ts';
import { operationOf } from '../electron/inspector/predict.ts';
import { startSimulator } from '../electron/simulator/simulator.ts';
import { chunkPolicy, effectiveChunkSize } from '../shared/eventstream/policy.ts';
import { retime, timeline } from '../shared/eventstream/timing.ts';
import type { Route } from '../shared/pipeline/model.ts';
import { PROFILES, type ProfileId } from '../shared/pipeline/profiles/profile.ts';
import { transform } from '../shared/pipeline/transform.ts';
import { isShown } from '../shared/recording/deltas.ts';
import type { RecordedFrame } from '../shared/recording/recording.ts';

/**
 * The chunking model against reality: a real LiteLLM release reads a steady stream from the
 * simulator, one frame every 20 ms, at several chunk sizes; beside it stands what Strata predicts
 * from its own recording of the same stream.
 */
const SIZES = [1, 256, 1024, 4096, null] as const;
const MAX_TOKENS = 120;
const MODEL = 'anthropic.claude-sonnet-4-20250514-v1:0';
const BURST_MS = 1;

interface Gaps {
  readonly share: number;
  readonly longestMs: number;
}

function gapsOf(times: readonly number[]): Gaps {
  const gaps = times.slice(1).map((at, i) => at - (times[i] as number));
  return { share: gaps.filter((gap) => gap < BURST_MS).length / gaps.length, longestMs: Math.max(...gaps) };
}

async function record(url: string, route: Route) {
  const request = {
    model: `bedrock/${route}/${MODEL}`,
    messages: [{ role: 'user', content: 'Tell me about rivers.' }],
    max_tokens: MAX_TOKENS,
    stream: true,
  };
  const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  const frames: RecordedFrame[] = [];
  const reads: { readonly bytes: number; readonly atMs: number }[] = [];
  let endMs = 0;
  const events = sendToBedrock(
    {
      operation: operationOf(route, true),
      modelId: MODEL,
      headers: {},
      bodyText: JSON.stringify(result.outgoing.body),
    },
    { kind: 'endpoint', url },
    new AbortController().signal,
  );
  for await (const event of events) {
    if (event.type === 'failure') throw new Error(event.failure.message);
    if (event.type === 'frames') {
      frames.push(...event.frames);
      reads.push(...event.reads);
    }
    if (event.type === 'end') endMs = event.atMs;
  }
  return timeline(
    frames.map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) })),
    reads,
    endMs,
  );
}

async function readWithLiteLLM(
  python: string,
  task: object,
): Promise<readonly { chunk_size: number | null; times: number[] }[]> {
  const child = spawn(python, [path.join(process.env.STRATA_ROOT ?? '.', 'bench/chunk_curve_peer.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
  });
  child.stdin.end(JSON.stringify(task));
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(part as Buffer);
  const lines = Buffer.concat(parts)
    .toString()
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as { chunk_size: number | null; times: number[] });
}

async function compare(profile: ProfileId, route: Route, python: string): Promise<void> {
  const settings = { tokensPerSecond: 50, jitter: 0, firstTokenDelayMs: 50 };
  const simulator = await startSimulator({ settings });
  try {
    const line = await record(simulator.url, route);
    const measured = await readWithLiteLLM(python, {
      url: simulator.url,
      model: `bedrock/${route}/${MODEL}`,
      sizes: SIZES,
      max_tokens: MAX_TOKENS,
    });
    console.log(
      `\nLiteLLM ${PROFILES[profile].version}, ${route}: share of gaps < 1 ms and longest gap, measured / predicted`,
    );
    const policy = chunkPolicy(profile, route, 'chat');
    for (const { chunk_size, times } of measured) {
      const real = gapsOf(times);
      const predicted = retime(line, effectiveChunkSize(policy, chunk_size));
      const share = predicted.burstShare ?? 0;
      const longest = predicted.longestSilenceMs ?? 0;
      const points = Math.abs(real.share - share) * 100;
      const off = Math.abs(real.longestMs - longest);
      console.log(
        `  ${String(chunk_size ?? 'none').padStart(5)}  ${(real.share * 100).toFixed(1)} % / ${(share * 100).toFixed(1)} %  (${points.toFixed(1)} points)   ${real.longestMs.toFixed(1)} ms / ${longest.toFixed(1)} ms  (off by ${off.toFixed(1)} ms, ${((off / Math.max(longest, 1)) * 100).toFixed(1)} %)`,
      );
    }
  } finally {
    await simulator.close();
  }
}

const old = process.env.STRATA_BENCH_PYTHON ?? 'python3';
const current = process.env.STRATA_BENCH_PYTHON_CURRENT ?? 'python3';
await compare('litellm-1.87', 'converse', old);
await compare('litellm-1.109', 'invoke', current);
await compare('litellm-1.109', 'converse', current);
