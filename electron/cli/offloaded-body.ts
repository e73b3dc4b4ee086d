import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isObject, type Json } from '../../shared/json/json.ts';
import { jsonIn, parseJson } from '../../shared/json/parse.ts';

/** Bodies of Bedrock are 25 MB at most; one that unpacks to much more is none of its. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Objects that hold the bodies of records, and no records themselves. */
const BODIES = /(?:^|[\\/])data[\\/][^\\/]+_(?:input|output)\.json\.gz$/;

/** Whether a file beside Bedrock's invocation logs is a body of one of their records. */
export const isOffloadedBody = (file: string): boolean => BODIES.test(file);

function bodyIn(file: string): Json | undefined {
  try {
    if (statSync(file).size > LARGEST_BODY) return undefined;
    return parseJson(gunzipSync(readFileSync(file), { maxOutputLength: LARGEST_BODY }).toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A record of Bedrock's invocation log with its body. One of more than 100 KB lies in an object of its own, which the record
 * names by `input.inputBodyS3Path`; in a copy of the bucket that is `data/` beside the log. Every other line, and one whose body is
 * not there, stays as it is.
 */
export function withOffloadedBody(line: string, log: string): string {
  if (!line.includes('"inputBodyS3Path"')) return line;
  const record = jsonIn(line);
  if (!isObject(record) || !isObject(record.input) || isObject(record.input.inputBodyJson)) return line;
  const { inputBodyS3Path: at } = record.input;
  if (typeof at !== 'string') return line;
  const body = bodyIn(path.join(path.dirname(log), 'data', path.posix.basename(at)));
  if (body === undefined) return line;
  return JSON.stringify({ ...record, input: { ...record.input, inputBodyJson: body } });
}
