import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { today } from '../electron/inspector/today.ts';
import { WORKER_MEMORY } from '../electron/inspector/work/workshop.ts';
import { Follower } from '../shared/strict/follower.ts';
import { AGENT_RUN, agentRequestText } from '../shared/testing/agent-request.ts';
import { lineOf, ours, takeTurns } from './pairs.ts';

/**
 * What a key costs in the request of an agent (870 KB): reading, transforming, judging and the whole ledger again, in
 * processor time of the process, beside the same work from nothing in turns. On a thread with the memory that the
 * app's has, where alone it is done.
 */
const PROFILE = 'litellm-1.109';
const ROUTES = ['invoke', 'converse'] as const;

function follow(by: Follower, text: string, route: (typeof ROUTES)[number]): number {
  const read = by.read(text);
  if (!read.ok) throw new Error('The request cannot be read.');
  const { result } = by.judge({ api: read.api, request: read.request, profile: PROFILE, route }, today());
  return result.ledger.entries.length;
}

async function measure(): Promise<void> {
  const text = agentRequestText();
  const at = text.indexOf('deploy');
  let keys = 0;
  /** As an editor hands texts over: in one piece. */
  const edited = (): string =>
    Buffer.from(text.slice(0, at) + 'x'.repeat(++keys) + text.slice(at)).toString();

  console.log(
    `\nOne key in a request of ${AGENT_RUN.messages} messages, ${Math.round(text.length / 1000)} kB`,
  );
  for (const route of ROUTES) {
    const follower = new Follower();
    const [edit, anew] = await takeTurns(
      [
        ours(`${route}, edit`, edited, (next) => follow(follower, next, route)),
        ours('from nothing', edited, (next) => follow(new Follower(), next, route)),
      ],
      { rounds: 20, turnMs: 400 },
    );
    if (!edit || !anew) continue;
    console.log(lineOf(edit, edit));
    console.log(lineOf(anew, edit));
  }
}

if (isMainThread) new Worker(fileURLToPath(import.meta.url), { resourceLimits: WORKER_MEMORY });
else await measure();
