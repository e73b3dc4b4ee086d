import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { BodyRef, MissingBody } from '../../../shared/capture/exchange.ts';
import { packNumbers, unpackNumbers } from '../body/varint.ts';
import type { Part } from '../part.ts';
import { bytes, type Database, number, type Row, text } from './database.ts';

/** Twelve bytes tell the pieces of any store apart. */
const HASH_BYTES = 12;

const hashOf = (data: Uint8Array): Uint8Array =>
  createHash('sha256').update(data).digest().subarray(0, HASH_BYTES);

/** A list of chunks as differences: those of one body are mostly neighbours. */
export function packIds(ids: readonly number[]): Uint8Array {
  let before = 0;
  return packNumbers(
    ids.map((id) => {
      const step = id - before;
      before = id;
      return step >= 0 ? step * 2 : -step * 2 - 1;
    }),
  );
}

export function unpackIds(packed: Uint8Array): readonly number[] {
  let id = 0;
  return unpackNumbers(packed).map((step) => {
    id += step % 2 === 0 ? step / 2 : -(step + 1) / 2;
    return id;
  });
}

/** Keeps a piece, or counts it once more where it is there already; gives its id. To be called inside a transaction. */
export function putChunk(database: Database, data: Uint8Array): number {
  const hash = hashOf(data);
  const known = database.get('SELECT id FROM chunk WHERE hash = ?', [hash]);
  if (known) {
    database.run('UPDATE chunk SET refs = refs + 1 WHERE id = ?', [number(known.id)]);
    return number(known.id);
  }
  const { lastId } = database.run('INSERT INTO chunk (hash, refs) VALUES (?, 1)', [hash]);
  const packed = deflateRawSync(data, { level: 6 });
  database.run('INSERT INTO piece (id, data) VALUES (?, ?)', [lastId, packed]);
  return lastId;
}

/** Gives a body's pieces up; those that nobody else has go. */
export function dropChunks(database: Database, ids: readonly number[]): void {
  for (const id of ids) {
    database.run('UPDATE chunk SET refs = refs - 1 WHERE id = ?', [id]);
    const { changes } = database.run('DELETE FROM chunk WHERE id = ? AND refs <= 0', [id]);
    if (changes > 0) database.run('DELETE FROM piece WHERE id = ?', [id]);
  }
}

export interface BodyState {
  readonly chunks: readonly number[];
  readonly tail: Uint8Array;
  readonly kept: number;
  readonly size: number;
  readonly mediaType: string;
  readonly encoding: string;
  readonly missing: MissingBody | null;
  readonly redactions: number;
}

export function putBody(database: Database, exchange: number, part: Part, state: BodyState): void {
  database.run(
    `INSERT OR REPLACE INTO body (number, part, chunks, tail, kept, size, media, encoding, missing, redactions)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      exchange,
      part,
      packIds(state.chunks),
      state.tail,
      state.kept,
      state.size,
      state.mediaType,
      state.encoding,
      state.missing,
      state.redactions,
    ],
  );
}

const NO_BODY: BodyRef = { size: 0, kept: 0, mediaType: '', encoding: '', missing: 'none', redactions: 0 };

export function readBodyRef(row: Row | undefined): BodyRef {
  if (!row) return NO_BODY;
  return {
    size: number(row.size),
    kept: number(row.kept),
    mediaType: text(row.media),
    encoding: text(row.encoding),
    missing: (row.missing as MissingBody | null) ?? null,
    redactions: number(row.redactions),
  };
}

/** A part of a kept body. `damaged`: some of it cannot be read; zeros stand in its place, as far as its length is known. */
export interface BodyBytes {
  readonly bytes: Uint8Array;
  readonly damaged: boolean;
}

/** The bytes of a kept body from `from` to before `to`. */
export function readBody(
  database: Database,
  exchange: number,
  part: Part,
  from: number,
  to: number,
): BodyBytes {
  const row = database.get('SELECT * FROM body WHERE number = ? AND part = ?', [exchange, part]);
  return bodyOf(row, (id) => readPiece(database, id), from, to);
}

/** The bytes of a row of `body` from `from` to before `to`. `pieceOf`: a piece unpacked; null where it cannot be read. */
export function bodyOf(
  row: Row | undefined,
  pieceOf: (id: number) => Uint8Array | null,
  from: number,
  to: number,
): BodyBytes {
  if (!row) return { bytes: new Uint8Array(0), damaged: false };
  const pieces: Uint8Array[] = [];
  let at = 0;
  let damaged = false;
  const take = (data: Uint8Array): void => {
    const [start, end] = [Math.max(0, from - at), Math.min(data.length, to - at)];
    if (start < end) pieces.push(data.subarray(start, end));
    at += data.length;
  };
  for (const id of unpackIds(bytes(row.chunks))) {
    if (at >= to) break;
    const data = pieceOf(id);
    if (data) take(data);
    else damaged = true;
  }
  if (at < to) take(bytes(row.tail));
  const [only] = pieces;
  return { bytes: only && pieces.length === 1 ? only : Buffer.concat(pieces), damaged };
}

function readPiece(database: Database, id: number): Uint8Array | null {
  try {
    const piece = database.get('SELECT data FROM piece WHERE id = ?', [id]);
    return piece ? unpackPiece(piece) : null;
  } catch {
    return null;
  }
}

/** What a piece unpacks to, mostly, beside what it is packed: with zlib's own 16 kB each would take so much memory. */
const USUAL_RATIO = 4;
const LEAST_CHUNK = 512;

/** A row of `piece` unpacked. Throws what zlib throws where it is damaged. */
export function unpackPiece(row: Row): Uint8Array {
  const packed = bytes(row.data);
  return inflateRawSync(packed, { chunkSize: Math.max(LEAST_CHUNK, USUAL_RATIO * packed.length) });
}
