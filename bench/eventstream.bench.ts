import { EventStreamCodec } from '@smithy/eventstream-codec';
import { FrameDecoder } from '../shared/eventstream/decoder.ts';
import { encodeFrame, eventHeaders } from '../shared/eventstream/encoder.ts';
import { logSizes, retime, timeline } from '../shared/eventstream/timing.ts';
import { timePython } from './python.ts';
import { measure, print } from './report.ts';

const FRAMES = 10_000;
/** What a socket hands over at most, bytes. */
const READ = 65_536;

const inner = '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" rises"}}';
const payload = JSON.stringify({ bytes: Buffer.from(inner).toString('base64'), p: 'abcdefghijklm' });
const frame = encodeFrame(eventHeaders('chunk'), new TextEncoder().encode(payload));
const stream = new Uint8Array(frame.length * FRAMES);
for (let i = 0; i < FRAMES; i++) stream.set(frame, i * frame.length);

const codec = new EventStreamCodec(
  (input) => (typeof input === 'string' ? input : new TextDecoder().decode(input)),
  (input) => new TextEncoder().encode(input),
);

function ours(): number {
  const decoder = new FrameDecoder();
  let frames = 0;
  for (let at = 0; at < stream.length; at += READ)
    frames += decoder.push(stream.subarray(at, at + READ)).length;
  return frames;
}

/** The codec alone: it is handed whole frames, cutting the stream into them is not counted. */
function smithy(): void {
  for (let at = 0; at < stream.length; at += frame.length)
    codec.decode(stream.subarray(at, at + frame.length));
}

const rate = (p50: number): string => `${Math.round((FRAMES / p50) * 1000).toLocaleString('en')} frames/s`;
const decoders = await measure({ 'Strata FrameDecoder': ours, '@smithy/eventstream-codec': smithy });
const botocore = await timePython('eventstream_peer.py', Buffer.from(stream));
print(`Decoding ${FRAMES} frames of ${frame.length} bytes`, [...decoders, ...botocore], rate);

const reads = Array.from({ length: FRAMES }, (_, i) => ({ bytes: frame.length, atMs: 20 * i }));
const line = timeline(
  reads.map(({ bytes }) => ({ length: bytes, visible: true })),
  reads,
  null,
);
let size = 1;
const model = await measure({
  're-time at one chunk size': () => {
    size = (size % 65_536) + 1;
    return retime(line, size);
  },
  'curves over all chunk sizes': () => logSizes().map((one) => retime(line, one)),
});
print(`Re-timing a recording of ${FRAMES} frames (a frame at 60 Hz lasts 16.7 ms)`, model);
