import { visibleAt } from '../../../shared/eventstream/chunking.ts';
import { isArray, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { eachLine } from '../batch.ts';
import { BadLine, type Command, readOptions, UsageError } from '../command.ts';
import { textOf } from '../input.ts';
import { objectIn } from '../object-in.ts';
import { readJobs, runBatch } from '../run-batch.ts';

const help = `Usage: strata chunks [FILE]
       strata chunks --batch FILE

Says which network read makes each event-stream frame visible for a given stream_chunk_size.

FILE (stdin without it) holds {"frames", "reads", "chunk_size"}: sizes in bytes of the frames and of
the reads they came in, and the chunk size in bytes, null for none.

  --batch FILE    FILE (or - for stdin) holds one such object with an "id" per line
  --jobs N        works on a batch with N threads, or with one a core: all (default: 1)

Writes {visible_at}: for each frame the index of the read; the number of reads stands for frames
that only the end of the stream releases, -1 for frames whose last byte never came. A batch gets one
line per line, in order, each with its id.

Exit code: 0 done, 2 wrong usage or unreadable input.`;

const isSize = (value: Json): value is number => typeof value === 'number' && Number.isSafeInteger(value);

function sizes(line: JsonObject, key: 'frames' | 'reads'): readonly number[] {
  const value = line[key];
  if (!isArray(value) || !value.every(isSize)) throw new BadLine(`${key} is a list of sizes in bytes`);
  return value;
}

function visible(line: JsonObject): { readonly visible_at: readonly number[] } {
  const chunkSize = line.chunk_size ?? null;
  if (chunkSize !== null && !isSize(chunkSize)) throw new BadLine('chunk_size is a size in bytes, or null');
  const [frames, reads] = [sizes(line, 'frames'), sizes(line, 'reads')];
  try {
    return { visible_at: visibleAt(frames, reads, chunkSize) };
  } catch (error) {
    throw error instanceof RangeError ? new BadLine(error.message) : error;
  }
}

const read = (args: readonly string[]) =>
  readOptions({
    args: [...args],
    allowPositionals: true,
    options: { batch: { type: 'string' }, jobs: { type: 'string', default: '1' } },
  });

const lines = eachLine((line) => ({ value: { id: line.id ?? null, ...visible(line) }, problem: false }));

export const chunksCommand: Command = {
  help,
  lines: async () => lines,
  async run(args, output) {
    const { values, positionals } = read(args);
    const { batch, jobs } = values;
    if (positionals.length > (batch === undefined ? 1 : 0)) {
      throw new UsageError('Give one FILE, or --batch FILE.');
    }
    if (batch !== undefined) {
      return runBatch({ command: 'chunks', args, source: batch, jobs: readJobs(jobs) }, output, lines);
    }
    const source = positionals[0] ?? '-';
    await output.line(JSON.stringify(visible(objectIn(source, await textOf(source)))));
    return 0;
  },
};
