import type { Row } from './row.ts';

/** A question whose texts come as bytes, and the names of the columns that were asked for. */
export interface CarefulQuestion {
  readonly sql: string;
  readonly names: readonly string[];
}

/** Only these are questions over tables: a PRAGMA cannot stand inside of another. */
const QUESTION = /^\s*(?:SELECT|WITH)\b/i;

export const isQuestion = (sql: string): boolean => QUESTION.test(sql);

/**
 * The same question with every text as bytes: the engine ends the process where a text is not UTF-8, as it is where
 * bytes of the file were damaged without the database noticing.
 * @param names of the question's columns, in their order
 */
export function carefulQuestion(sql: string, names: readonly string[]): CarefulQuestion {
  const columns = names.map((_, i) => `c${i}`);
  const values = columns.map(
    (column) =>
      `iif(typeof(${column}) = 'text', CAST(${column} AS BLOB), ${column}) AS ${column}, typeof(${column}) = 'text' AS ${column}_is_text`,
  );
  return {
    sql: `WITH given (${columns.join(', ')}) AS (${sql}) SELECT ${values.join(', ')} FROM given`,
    names,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const asFarAsItGoes = new TextDecoder('utf-8', { ignoreBOM: true });

/** A row as the question itself would have given it; `onOdd` is called where a text is none and stands for itself in part. */
export function carefulRow({ names }: CarefulQuestion, row: Row, onOdd: () => void): Row {
  const out: Record<string, Row[string]> = {};
  for (const [i, name] of names.entries()) {
    const value = row[`c${i}`] ?? null;
    const isText = row[`c${i}_is_text`] === 1 && typeof value === 'object' && value !== null;
    out[name] = isText ? textOf(value, onOdd) : value;
  }
  return out;
}

function textOf(bytes: ArrayBuffer | Uint8Array, onOdd: () => void): string {
  try {
    return utf8.decode(bytes);
  } catch {
    onOdd();
    return asFarAsItGoes.decode(bytes);
  }
}
