import { z } from 'zod';
import { parseQuery } from '../../../shared/query/parse.ts';
import { HistoryClient } from '../../history/process/client.ts';
import { forkStore } from '../../history/process/fork.ts';
import { listOf } from '../request-input.ts';
import { defineTool, ToolError } from '../tool.ts';

export const searchHistory = defineTool({
  name: 'search_history',
  title: 'What was captured and sent',
  description:
    'Finds exchanges with Bedrock that Strata kept on this machine, the newest first, by a filter: words, "phrases", and fields such as status:>=400 model:claude* op:converse leaked:stream_chunk_size first-token:>2s last:15m. Bodies are not given.',
  input: {
    filter: z.string().max(2_000).describe('Empty finds everything'),
    limit: z.number().int().min(1).max(50).optional().describe('Default: 10'),
  },
  output: {
    count: z.number(),
    exchanges: listOf({ id: z.string(), started: z.string(), state: z.string() }),
  },
  run: async ({ filter, limit = 10 }, { historyFile, storeProgram }) => {
    const [problem] = parseQuery(filter, Date.now()).problems;
    if (problem)
      throw new ToolError(
        `The filter is not understood at character ${problem.from + 1}: ${problem.message}`,
      );
    const client = new HistoryClient({ file: historyFile, launch: () => forkStore(storeProgram) });
    try {
      const { rows } = await client.ask.page(filter, { by: 'started', descending: true }, null, limit);
      const count = await client.ask.count(filter);
      return {
        count,
        exchanges: rows.map((row) => ({
          id: row.id,
          started: new Date(row.startedAt).toISOString(),
          model: row.model,
          operation: row.operation,
          status: row.status,
          state: row.state,
          error: row.error,
          flags: row.flags,
          usage: row.usage,
          end_ms: row.endMs,
        })),
      };
    } catch (error) {
      throw new ToolError(client.state.sentence || (error instanceof Error ? error.message : String(error)));
    } finally {
      await client.close();
    }
  },
});
