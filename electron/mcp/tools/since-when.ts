import { z } from 'zod';
import { sinceWhenRead } from '../../inspector/since-when.ts';
import { callInput, listOf, readEntrance } from '../request-input.ts';
import { defineTool } from '../tool.ts';

/** Places of one change that are named. */
const MOST = 10;

const { profile: _, ...input } = callInput;

export const sinceWhen = defineTool({
  name: 'since_when',
  title: 'Between which releases a request changes',
  description:
    'Makes one request under every LiteLLM release from 1.80 on and gives the spans of releases with the same body and the same answer of Bedrock, the oldest first, with the places that change from one to the next. Use it to find the release that broke a call, or the one that mends it.',
  input,
  output: {
    spans: listOf({ from: z.string(), until: z.string(), outcome: z.string(), changed_count: z.number() }),
  },
  run: async (call) => {
    const spans = sinceWhenRead(readEntrance(call), call.route ?? null);
    return {
      spans: spans.map(({ from, until, outcome, message, besides, reading, changed }) => ({
        from,
        until,
        outcome,
        message,
        ...(besides.length === 0 ? {} : { besides: besides.slice(0, MOST) }),
        ...(reading === null ? {} : { reading }),
        changed: changed.slice(0, MOST),
        changed_count: changed.length,
      })),
    };
  },
});
