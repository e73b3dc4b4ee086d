import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { startSimulator } from '../electron/simulator/simulator.ts';
import { FrameDecoder } from '../shared/eventstream/decoder.ts';
import { chunkPolicy, effectiveChunkSize } from '../shared/eventstream/policy.ts';
import { retime, type Timeline, timeline } from '../shared/eventstream/timing.ts';
import type { Route } from '../shared/pipeline/call/model.ts';
import { type ProfileId, profileOf } from '../shared/pipeline/releases/profile.ts';
import { isShown } from '../shared/recording/deltas.ts';
import { recordFrame } from '../shared/recording/frames.ts';

/**
 * The chunking model against reality: a real LiteLLM release reads a steady stream from the
 * simulator, one frame every 20 ms, at several chunk sizes; beside it stands what Strata predicts
 * from a recording of the very same bytes. LiteLLM keeps no log of the pieces meanwhile: its log
 * threads take processor time from the reader, which the gaps would show.
 */
const SIZES = [1, 256, 1024, 4096, null] as const;
const MAX_TOKENS = 120;
const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const BURST_MS = 1;
/**
 * Every gap counts with the least that it took in these rounds, measured and predicted alike: what the machine adds
 * to a gap comes at another place in each round, what the chunk size does comes at the same.
 */
const ROUNDS = 5;

/** What LiteLLM saw at one size. */
interface Reading {
  readonly chunk_size: number | null;
  /** When each piece of text became visible, milliseconds since the first. */
  readonly times: readonly number[];
  /** Processor time that LiteLLM spends on a piece, milliseconds: below it no gap can be seen. */
  readonly own_ms: number;
}

const NO_LINE = timeline([], [], null);

/** Times between two pieces of text, milliseconds. */
type Gaps = readonly number[];

interface Figures {
  readonly share: number;
  readonly longestMs: number;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const gapsOf = (times: readonly number[]): Gaps => times.slice(1).map((at, i) => at - (times[i] as number));

const figuresOf = (gaps: Gaps): Figures => ({
  share: gaps.filter((gap) => gap < BURST_MS).length / gaps.length,
  longestMs: Math.max(...gaps),
});

/** The least of each gap over all rounds. */
function least(rounds: readonly Gaps[]): Gaps {
  const [first = []] = rounds;
  const odd = rounds.find((gaps) => gaps.length !== first.length);
  if (odd) throw new Error(`One round had ${first.length} gaps, another ${odd.length}.`);
  return first.map((_, i) => Math.min(...rounds.map((gaps) => gaps[i] as number)));
}

/** The gaps that Strata predicts at a chunk size in bytes. */
function predictedGaps(line: Timeline, size: number | null): Gaps {
  const { visibleMs } = retime(line, size);
  return gapsOf([...line.shown].map((frame) => visibleMs[frame] as number));
}

/** What one answer brought to its reader: its bytes and when they came, milliseconds on the performance clock. */
interface Tapped {
  readonly pieces: { readonly bytes: Buffer; readonly atMs: number }[];
  endMs: number;
}

/**
 * Stands between a client and the simulator, passes every piece on at once and keeps it. So the
 * prediction is made from the very bytes that the client reads, at the very times at which they come.
 */
async function tap(upstream: string): Promise<{ url: string; tapped: Tapped[]; close(): void }> {
  const tapped: Tapped[] = [];
  const server = createServer((incoming, outgoing) => {
    const answer: Tapped = { pieces: [], endMs: 0 };
    tapped.push(answer);
    const { method, url, headers } = incoming;
    incoming.pipe(
      request(new URL(url ?? '/', upstream), { method, headers }, (response) => {
        outgoing.socket?.setNoDelay(true);
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.on('data', (bytes: Buffer) => {
          answer.pieces.push({ bytes, atMs: performance.now() });
          outgoing.write(bytes);
        });
        response.on('end', () => {
          answer.endMs = performance.now();
          outgoing.end();
        });
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, tapped, close: () => server.close() };
}

/** The timeline of a tapped answer, as Strata records it. */
function timelineOf({ pieces, endMs }: Tapped): Timeline {
  const decoder = new FrameDecoder();
  const frames = pieces.flatMap(({ bytes, atMs }) =>
    decoder.push(bytes).map((frame) => recordFrame(frame, new Uint8Array(0), atMs)),
  );
  return timeline(
    frames.map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) })),
    pieces.map(({ bytes, atMs }) => ({ bytes: bytes.length, atMs })),
    endMs,
  );
}

async function readWithLiteLLM(python: string, task: object): Promise<readonly Reading[]> {
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
  return lines.map((line) => JSON.parse(line) as Reading);
}

/** One round: a reading beside its prediction. */
interface Round {
  readonly measured: Gaps;
  readonly predicted: Gaps;
  readonly ownMs: number;
}

const pointsOff = (measured: Gaps, predicted: Gaps): number =>
  Math.abs(figuresOf(measured).share - figuresOf(predicted).share) * 100;

function print(size: number | null, rounds: readonly Round[]): void {
  const measuredGaps = least(rounds.map(({ measured }) => measured));
  const predictedLeast = least(rounds.map(({ predicted }) => predicted));
  const measured = figuresOf(measuredGaps);
  const predicted = figuresOf(predictedLeast);
  const off = Math.abs(measured.longestMs - predicted.longestMs);
  const single = Math.max(...rounds.map((round) => pointsOff(round.measured, round.predicted)));
  const own = Math.max(...rounds.map(({ ownMs }) => ownMs));
  const cells = [
    String(size ?? 'none').padStart(5),
    `${percent(measured.share)} / ${percent(predicted.share)}`,
    `(${pointsOff(measuredGaps, predictedLeast).toFixed(1)} points, one round alone up to ${single.toFixed(1)})`,
    `${measured.longestMs.toFixed(1)} ms / ${predicted.longestMs.toFixed(1)} ms`,
    `(off by ${off.toFixed(1)} ms, ${percent(off / Math.max(predicted.longestMs, 1))})`,
    `LiteLLM’s own time up to ${own.toFixed(2)} ms a piece`,
  ];
  console.log(`  ${cells.join('  ')}`);
}

async function compare(profile: ProfileId, route: Route, python: string): Promise<void> {
  const settings = { tokensPerSecond: 50, jitter: 0, tokensPerFrame: 1, firstTokenDelayMs: 50 };
  const simulator = await startSimulator({ settings });
  const { url, tapped, close } = await tap(simulator.url);
  try {
    const measured = await readWithLiteLLM(python, {
      url,
      model: `bedrock/${route}/${MODEL}`,
      sizes: Array.from({ length: ROUNDS }, () => SIZES).flat(),
      max_tokens: MAX_TOKENS,
    });
    const lines = tapped.slice(-measured.length).map(timelineOf);
    const policy = chunkPolicy(profile, route, 'chat');
    const rounds = measured.map(
      ({ chunk_size, times, own_ms }, i): Round => ({
        measured: gapsOf(times),
        predicted: predictedGaps(lines[i] ?? NO_LINE, effectiveChunkSize(policy, chunk_size)),
        ownMs: own_ms,
      }),
    );
    console.log(
      `\nLiteLLM ${profileOf(profile).release}, ${route}: share of gaps < 1 ms and longest gap, measured / predicted, each gap the least of ${ROUNDS} rounds`,
    );
    for (const [i, size] of SIZES.entries())
      print(
        size,
        rounds.filter((_, at) => at % SIZES.length === i),
      );
  } finally {
    close();
    await simulator.close();
  }
}

const old = process.env.STRATA_BENCH_PYTHON ?? 'python3';
const current = process.env.STRATA_BENCH_PYTHON_CURRENT ?? 'python3';
await compare('litellm-1.87', 'converse', old);
await compare('litellm-1.109', 'invoke', current);
await compare('litellm-1.109', 'converse', current);
