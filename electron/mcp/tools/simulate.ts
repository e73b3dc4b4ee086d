import { z } from 'zod';
import { FrameDecoder } from '../../../shared/eventstream/decoder.ts';
import { bodyText } from '../../../shared/pipeline/body-text.ts';
import { errorText } from '../../../shared/pipeline/call/failures.ts';
import { recordFrame } from '../../../shared/recording/frames.ts';
import { transformAsProfile } from '../../../shared/strict/transform-as-profile.ts';
import { today } from '../../inspector/today.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import {
  callInput,
  dayInput,
  listOf,
  profileAnswer,
  profileOutput,
  readCall,
  readProfile,
} from '../request-input.ts';
import { defineTool, ToolError } from '../tool.ts';

/** An answer is cut to so many characters, a stream to so many events. */
const LONGEST = 4_000;
const MOST_EVENTS = 40;
/** As quick as it goes: nobody watches the tokens come. */
const AT_ONCE = { tokensPerSecond: 100_000, firstTokenDelayMs: 0, jitter: 0 };

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

function eventsOf(bytes: Uint8Array) {
  const decoder = new FrameDecoder();
  const frames = decoder.push(bytes).map((frame) => recordFrame(frame, new Uint8Array(0), 0));
  return {
    event_count: frames.length,
    events: frames
      .slice(0, MOST_EVENTS)
      .map(({ eventType, content }) => ({ type: eventType, content: cut(content) })),
  };
}

export const simulate = defineTool({
  name: 'simulate',
  title: 'What Bedrock answers, from the built-in simulator',
  description:
    'Sends what LiteLLM makes of a request to Strata’s own Bedrock on loopback (no AWS account, nothing leaves the machine) and gives its answer: status, and the JSON or the events of the stream in the shape of the model’s family. The text is made up; shapes, refusals and token counts are those of the service.',
  input: { ...callInput, as_of: dayInput },
  output: {
    ...profileOutput,
    path: z.string(),
    status: z.number(),
    error_type: z.string().nullable(),
    answer: z.string().optional(),
    event_count: z.number().optional(),
    events: listOf({ type: z.string(), content: z.string() }).optional(),
  },
  run: async ({ as_of: day = today(), ...call }) => {
    const profile = readProfile(call.profile);
    const input = readCall(call, profile);
    const result = transformAsProfile(input);
    if (result.kind !== 'outgoing') throw new ToolError(`Nothing is sent. ${errorText(result.error)}`);
    const { outgoing, ledger } = result;
    const simulator = await startSimulator({ settings: AT_ONCE, asOf: () => day });
    try {
      const answer = await fetch(simulator.url + outgoing.path, {
        method: outgoing.method,
        headers: { ...outgoing.headers, 'content-type': 'application/json' },
        body: bodyText(outgoing.body, ledger, input.request),
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const stream = answer.headers.get('content-type')?.includes('eventstream') ?? false;
      return {
        ...profileAnswer(profile),
        path: outgoing.path,
        status: answer.status,
        error_type: answer.headers.get('x-amzn-errortype'),
        ...(stream ? eventsOf(bytes) : { answer: cut(new TextDecoder().decode(bytes)) }),
      };
    } finally {
      await simulator.close();
    }
  },
});
