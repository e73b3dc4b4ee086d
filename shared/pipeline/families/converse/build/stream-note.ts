import type { Context } from '../../../call/context.ts';
import type { Rule } from '../../../ledger/rule.ts';
import { mapped } from '../rules.ts';

const STREAMED = mapped(
  'stream',
  'moved',
  'Streaming is chosen by the path: converse-stream instead of converse.',
);
const PRETENDED = mapped(
  'stream-pretended',
  'consumed',
  'LiteLLM asks Converse for the whole answer here and only pretends to stream it; nothing has to be sent.',
);
const WHOLE = mapped('stream-off', 'consumed', 'converse is the operation that answers in one piece.');

function ruleFor(streams: boolean, { streamParam }: Context): Rule {
  if (streams) return STREAMED;
  return streamParam ? PRETENDED : WHOLE;
}

/** Notes what became of the caller's `stream`, which only the finished request decides. */
export function noteStream(streams: boolean, context: Context): void {
  const { request, trace, stream, streamParam } = context;
  if ((request.stream ?? null) === null || stream !== streamParam) return;
  trace.note('/stream', ruleFor(streams, context), streams ? { part: 'path' } : null);
}
