import { MessageChannel, type MessagePort, Worker, type WorkerOptions } from 'node:worker_threads';
import type { Program } from './program.ts';

/** By then a thread has done what it begins with, milliseconds: what is compiled for it is worth keeping. */
const BEGUN_MS = 4_000;

/** Runs the program that the thread is given, from its compiled code where that is of this text and this engine. */
const START = `
const { Script } = require('node:vm');
const { isAscii } = require('node:buffer');
const { bytes, code, kept, begunMs } = require('node:worker_threads').workerData.program;
const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(isAscii?.(bytes) ? 'latin1' : 'utf8');
const around = '(function (require, module, exports, __filename) {' + text + '\\n})';
const script = new Script(around, { filename: 'thread.cjs', cachedData: code });
const module = { exports: {} };
script.runInThisContext()(require, module, module.exports, __filename);
if (kept && (!code || script.cachedDataRejected))
  setTimeout(() => kept.postMessage(script.createCachedData()), begunMs).unref();
`;

interface ThreadOptions extends Pick<WorkerOptions, 'resourceLimits'> {
  /** What the program finds beside its own text. */
  readonly workerData: object;
  readonly begunMs?: number;
}

/** Where a thread hands over what was compiled for it. */
function keeping({ compiled }: Program): MessagePort | null {
  if (!compiled) return null;
  const { port1, port2 } = new MessageChannel();
  port1.once('message', (code: Uint8Array) => {
    compiled.keep(code);
    port1.close();
  });
  // It holds nobody who wants to end.
  port1.unref();
  return port2;
}

/** The memory of an array that has it for itself: it can be handed over, in place of being copied. */
const whole = (bytes: Uint8Array | undefined): ArrayBuffer | null =>
  bytes?.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length ? bytes.buffer : null;

/** Starts a thread on a program, from the code that was compiled for an earlier one where that was kept. */
export function startThread(
  program: Program,
  { workerData, begunMs = BEGUN_MS, ...options }: ThreadOptions,
): Worker {
  const { bytes, compiled } = program;
  const kept = keeping(program);
  const code = compiled?.read();
  return new Worker(START, {
    ...options,
    eval: true,
    workerData: { ...workerData, program: { bytes, code, kept, begunMs } },
    transferList: [kept, whole(code)].filter((one) => one !== null),
  });
}
