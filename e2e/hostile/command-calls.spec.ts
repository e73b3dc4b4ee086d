import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import { createRandom, pick } from '../../electron/simulator/answer/random.ts';
import { contract } from '../../shared/contract/contract.ts';
import { serve } from '../support/served.ts';
import { expect, test } from '../support/worker.ts';
import { hostileValue } from './hostile-values.ts';

interface Procedure {
  readonly path: readonly string[];
  readonly schema: z.core.$ZodType | undefined;
}
type Call = (input: unknown, options: { readonly signal: AbortSignal }) => Promise<unknown>;

/** They start a program, ask a person or leave this machine. */
const LEFT_OUT = /^(?:capture\.(?:run|test)|installed\..*|desk\.newer)$/;

function proceduresIn(node: object, path: readonly string[] = []): readonly Procedure[] {
  if ('~orpc' in node) {
    const { inputSchema } = node['~orpc'] as { readonly inputSchema?: z.core.$ZodType };
    return LEFT_OUT.test(path.join('.')) ? [] : [{ path, schema: inputSchema }];
  }
  return Object.entries(node).flatMap(([name, part]) => proceduresIn(part as object, [...path, name]));
}

/** What is followed is followed for a moment; every other answer is waited for. */
async function ask(call: Call, input: unknown): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  const answer = await call(input, { signal });
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return;
  const events = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  await Promise.race([events.next(), new Promise((resolve) => setTimeout(resolve, 50))]);
  await events.return?.();
}

// Chance hardly finds a call that a fault waits for; of 7,500 such calls two had ended or failed the host.
test('no call of a page ends the host, and none fails in a way that nobody foresaw', async () => {
  const served = await serve();
  const entry = await fetch(served.link, { redirect: 'manual' });
  const cookie = entry.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { origin } = new URL(served.link);
  const websocket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => websocket.once('open', resolve).once('error', reject));
  const client = createORPCClient(new RPCLink({ websocket: websocket as never })) as object;
  const procedures = proceduresIn(contract);
  const chance = createRandom('calls of a page');
  const unforeseen: string[] = [];
  for (let i = 0; i < 1_000 && served.process.exitCode === null; i++) {
    const { path, schema } = pick(chance, procedures);
    const input = hostileValue(schema, chance);
    const call = path.reduce((at, name) => at[name as keyof typeof at], client) as Call;
    try {
      await ask(call, input);
    } catch (error) {
      const { message } = error as Error;
      if (!/validation failed|is not allowed as an endpoint/.test(message))
        unforeseen.push(`${path.join('.')}(${JSON.stringify(input)?.slice(0, 200)}): ${message}`);
    }
  }
  expect(unforeseen).toEqual([]);
  websocket.close();
  expect(await served.stop()).toBe(0);
});
