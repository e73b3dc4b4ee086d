import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { MissingBody } from '../../../shared/capture/exchange.ts';
import { EVENT_STREAM } from '../../../shared/capture/media-types.ts';
import { FrameDecoder } from '../../../shared/eventstream/decoder.ts';
import type { Frame } from '../../../shared/eventstream/frame.ts';
import { recordFrame } from '../../../shared/recording/frames.ts';
import type { RecordedFrame } from '../../../shared/recording/recording.ts';
import { FrameRedactor } from '../../../shared/redaction/frame-redactor.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { StreamRedactor } from '../../../shared/redaction/stream.ts';

/** A body that unpacks to more than this is not unpacked, bytes. */
const LARGEST = 256 * 1024 * 1024;

/** A packed body that is longer than this is not unpacked, bytes: it would have to be held until its end. */
const LARGEST_PACKED = 64 * 1024 * 1024;

const UNPACK: ReadonlyMap<string, (bytes: Uint8Array) => Buffer> = new Map([
  ['gzip', (bytes) => gunzipSync(bytes, { maxOutputLength: LARGEST })],
  ['x-gzip', (bytes) => gunzipSync(bytes, { maxOutputLength: LARGEST })],
  ['deflate', (bytes) => inflateSync(bytes, { maxOutputLength: LARGEST })],
  ['br', (bytes) => brotliDecompressSync(bytes, { maxOutputLength: LARGEST })],
]);

/** What a body's bytes become before they are kept. */
interface Keeper {
  readonly redactions: number;
  push(bytes: Uint8Array, atMs: number): void;
  end(): void;
}

/** The bytes of a whole frame, of which `payload` is a view. */
const wholeOf = ({ payload, headersLength, length }: Frame): Uint8Array =>
  new Uint8Array(payload.buffer, payload.byteOffset - headersLength - 12, length);

/** Text of any encoding: a character for each byte, so that what is not secret stays as it was to the byte. */
class TextKeeper implements Keeper {
  readonly #stream: StreamRedactor;
  readonly #onKept: (bytes: Uint8Array) => void;

  constructor(redactor: Redactor, onKept: (bytes: Uint8Array) => void) {
    this.#stream = new StreamRedactor(redactor);
    this.#onKept = onKept;
  }

  get redactions(): number {
    return this.#stream.findings.length;
  }

  push(bytes: Uint8Array): void {
    this.#give(
      this.#stream.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')),
    );
  }

  end(): void {
    this.#give(this.#stream.end());
  }

  #give(text: string): void {
    if (text !== '') this.#onKept(Buffer.from(text, 'latin1'));
  }
}

/** Event-stream frames: secrets are taken out of what they say, and the frames get right checksums again. */
class FrameKeeper implements Keeper {
  readonly #decoder = new FrameDecoder();
  readonly #redactor: Redactor;
  readonly #onKept: (bytes: Uint8Array) => void;
  readonly #onFrame: (frame: RecordedFrame) => void;
  /** What came after the last whole frame, or after frames could be told no more. */
  #rest: Uint8Array[] = [];
  #taken = 0;
  #came = 0;
  #foreign: TextKeeper | null = null;
  readonly #frames: FrameRedactor;
  #damaged = 0;

  constructor(
    redactor: Redactor,
    onKept: (bytes: Uint8Array) => void,
    onFrame: (frame: RecordedFrame) => void,
  ) {
    this.#redactor = redactor;
    this.#frames = new FrameRedactor(redactor);
    this.#onKept = onKept;
    this.#onFrame = onFrame;
  }

  get redactions(): number {
    return this.#damaged + this.#frames.findings + (this.#foreign?.redactions ?? 0);
  }

  push(bytes: Uint8Array, atMs: number): void {
    this.#came += bytes.length;
    if (this.#foreign) {
      this.#foreign.push(bytes);
      return;
    }
    this.#rest.push(bytes);
    const frames = this.#decoder.push(bytes);
    for (const frame of frames) this.#frame(frame, atMs);
    if (frames.length > 0) this.#rest = [this.#afterFrames()];
    if (this.#decoder.failure) this.#giveUp();
  }

  end(): void {
    this.#giveUp();
    this.#foreign?.end();
  }

  /** From here on it is bytes of an unknown kind. */
  #giveUp(): void {
    this.#keep(this.#frames.end());
    this.#foreign ??= new TextKeeper(this.#redactor, this.#onKept);
    for (const piece of this.#rest) this.#foreign.push(piece);
    this.#rest = [];
  }

  #afterFrames(): Uint8Array {
    const all = Buffer.concat(this.#rest);
    return Buffer.from(all.subarray(all.length - (this.#came - this.#taken)));
  }

  #frame(frame: Frame, atMs: number): void {
    const whole = wholeOf(frame);
    this.#taken += frame.length;
    const recorded = recordFrame(frame, whole, atMs);
    if (frame.check === 'ok') {
      this.#keep(this.#frames.push(recorded));
      return;
    }
    this.#keep(this.#frames.end());
    const text = this.#redactor.text(Buffer.from(whole).toString('latin1'));
    this.#damaged += text.findings.length;
    this.#onKept(Buffer.from(text.text, 'latin1'));
    this.#onFrame(recorded);
  }

  #keep(frames: readonly RecordedFrame[]): void {
    for (const frame of frames) {
      this.#onFrame(frame);
      // Where no frame of the same length can be made, nothing of it is kept but its place.
      this.#onKept(frame.bytes !== '' ? Buffer.from(frame.bytes, 'base64') : Buffer.alloc(frame.length));
    }
  }
}

export interface KeptBodyOptions {
  readonly redactor: Redactor;
  /** `content-type` and `content-encoding` of the wire. */
  readonly mediaType: string;
  readonly encoding: string;
  /** Gets what may be kept, in order. */
  readonly onKept: (bytes: Uint8Array) => void;
  readonly onFrame: (frame: RecordedFrame) => void;
}

/** A body on its way to the disk: unpacked, and without secrets. */
export class KeptBody {
  /** Bytes of the wire. */
  size = 0;
  missing: MissingBody | null = 'unfinished';
  readonly mediaType: string;
  readonly encoding: string;
  readonly #keeper: Keeper;
  #packed: Uint8Array[] = [];
  #firstMs = 0;

  constructor({ redactor, mediaType, encoding, onKept, onFrame }: KeptBodyOptions) {
    this.mediaType = (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
    this.encoding = encoding === 'identity' ? '' : encoding;
    this.#keeper =
      this.mediaType === EVENT_STREAM
        ? new FrameKeeper(redactor, onKept, onFrame)
        : new TextKeeper(redactor, onKept);
  }

  get redactions(): number {
    return this.#keeper.redactions;
  }

  push(bytes: Uint8Array, atMs: number): void {
    this.size += bytes.length;
    if (this.encoding === '') this.#keeper.push(bytes, atMs);
    else {
      if (this.#packed.length === 0) this.#firstMs = atMs;
      if (this.size <= LARGEST_PACKED) this.#packed.push(bytes);
      else this.#packed = [];
    }
  }

  /** No more comes. */
  end(missing: MissingBody | null): void {
    this.missing = this.size === 0 && missing === null ? 'none' : missing;
    if (this.encoding !== '' && this.size > LARGEST_PACKED) this.missing = 'encoded';
    else if (this.encoding !== '' && this.#packed.length > 0) this.#unpack();
    this.#keeper.end();
  }

  #unpack(): void {
    try {
      const unpack = UNPACK.get(this.encoding);
      if (!unpack) throw new TypeError(this.encoding);
      this.#keeper.push(unpack(Buffer.concat(this.#packed)), this.#firstMs);
    } catch {
      // What cannot be unpacked could hold secrets that nobody sees.
      this.missing = 'encoded';
    }
    this.#packed = [];
  }
}
