/** A value that goes into the database or comes out of it. */
export type SqlInput = string | number | null | Uint8Array;
/** A row: bytes come as one or the other, by the way in which they are asked for. */
export type Row = Readonly<Record<string, string | number | null | ArrayBuffer | Uint8Array>>;
