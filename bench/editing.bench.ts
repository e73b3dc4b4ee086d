import { Follower } from '../shared/strict/follower.ts';
import { AGENT_RUN, agentRequestText } from '../shared/testing/agent-request.ts';

/**
 * What a key costs in the request of an agent (870 KB): reading, transforming, judging and the whole ledger again, in
 * processor time of the process, beside the same work from nothing in the same run.
 */
const EDITS = 60;
const WARM = 15;
const PROFILE = 'litellm-1.109';

/** Processor time, milliseconds. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function follow(by: Follower, text: string, route: 'invoke' | 'converse'): number {
  const read = by.read(text);
  if (!read.ok) throw new Error('The request cannot be read.');
  const { result } = by.judge(
    { api: read.api, request: read.request, profile: PROFILE, route },
    '2026-11-26',
  );
  return result.ledger.entries.length;
}

const text = agentRequestText();
const at = text.indexOf('deploy');
/** As an editor hands texts over: in one piece. */
const edited = (count: number): string =>
  Buffer.from(text.slice(0, at) + 'x'.repeat(count) + text.slice(at)).toString();

console.log(`\nOne key in a request of ${AGENT_RUN.messages} messages, ${Math.round(text.length / 1000)} kB`);
for (const route of ['invoke', 'converse'] as const) {
  const follower = new Follower();
  const figures: Readonly<Record<string, number[]>> = { edit: [], 'from nothing': [] };
  for (let i = 0; i < EDITS + WARM; i++) {
    const next = edited(i);
    const [again, anew] = [
      cost(() => follow(follower, next, route)),
      cost(() => follow(new Follower(), next, route)),
    ];
    if (i < WARM) continue;
    figures.edit?.push(again);
    figures['from nothing']?.push(anew);
  }
  for (const [name, values] of Object.entries(figures)) {
    const sorted = values.sort((a, b) => a - b);
    const share = (of: number): string => (sorted[Math.floor(sorted.length * of)] ?? Number.NaN).toFixed(1);
    console.log(
      `  ${route.padEnd(9)} ${name.padEnd(13)} least ${share(0)} ms  p50 ${share(0.5)} ms  p95 ${share(0.95)} ms`,
    );
  }
}
