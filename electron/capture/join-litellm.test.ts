import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ensurePython } from '../../scripts/python/ensure.mjs';
import { SETUP_MS } from '../simulator/clients/python.ts';
import { readScenario } from '../simulator/scenario/read.ts';
import { NO_SCENARIO } from '../simulator/scenario/scenario.ts';
import { type ProxyCall, sidesOf, startThroughProxy, type ThroughProxy } from './testing/through-proxy.ts';

/** Names of Python environments, separated by commas: `npm run clients -- join`. Without it nothing runs here. */
const RELEASES = (process.env.STRATA_JOIN_RELEASES ?? '')
  .split(',')
  .filter((name) => name !== '') as Parameters<typeof ensurePython>[0][];
const AT_ONCE = 50;

const [OLDER, NEWER] = ['litellm-1.87.0', 'litellm-1.109.1'];

/** The ways through a proxy, and which of the two releases name Bedrock's request id in their answer there. */
const ROUTES: readonly (ProxyCall & { readonly named: readonly string[] })[] = [
  { path: '/v1/chat/completions', model: 'conversed', more: { stream: true }, named: [NEWER] },
  { path: '/v1/chat/completions', model: 'conversed', more: {}, named: [NEWER] },
  { path: '/v1/chat/completions', model: 'invoked', more: { stream: true }, named: [NEWER] },
  { path: '/v1/chat/completions', model: 'invoked', more: {}, named: [OLDER, NEWER] },
  { path: '/v1/messages', model: 'invoked', more: { stream: true, max_tokens: 50 }, named: [NEWER] },
  { path: '/v1/messages', model: 'invoked', more: { max_tokens: 50 }, named: [] },
  { path: '/v1/messages', model: 'conversed', more: { stream: true, max_tokens: 50 }, named: [] },
  { path: '/v1/responses', model: 'conversed', more: { stream: true, input: 'The same' }, named: [] },
  { path: '/v1/embeddings', model: 'embedded', more: { input: 'The same' }, named: [] },
];

const errors = (rule: object): string => JSON.stringify({ rules: [rule] });

describe.each([
  ...RELEASES.map((release) => [release, { forwards: true }, 'stamp'] as const),
  ...RELEASES.map((release) => [release, { forwards: false, stampInBody: true }, 'stamp'] as const),
  ...RELEASES.map((release) => [release, { forwards: false }, 'request-id'] as const),
])('calls through a proxy of %s, set to %j', (release, options, evidence) => {
  let through: ThroughProxy;
  beforeAll(async () => {
    through = await startThroughProxy(release, options);
  }, SETUP_MS);
  afterAll(() => through?.close());
  afterEach(() => {
    through.captured.simulator.play(NO_SCENARIO);
  });

  /** Asks many times at once; what was seen on both sides. */
  async function many(route: ProxyCall, count: number) {
    const { kept } = through.captured;
    const before = kept.all.length;
    const answers = await Promise.all(Array.from({ length: count }, () => through.ask(route)));
    await kept.atLeast(before + 2 * count);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { answers, ...sidesOf(kept.all.slice(before)) };
  }

  test.each(ROUTES)(
    '$path to $model $more: many alike are each joined with their own, or not at all',
    async (route) => {
      const { clients, calls } = await many(route, AT_ONCE);
      const later = new Map(
        clients.flatMap(({ links }) => links.map((link) => [link.bedrock, link] as const)),
      );
      const causeOf = ({ start }: (typeof calls)[number]) => start.cause ?? later.get(start.id);
      const links = calls.flatMap((one) => causeOf(one) ?? []);
      // Bedrock's own request id tells the truth: where the answer names it, the join has to be that one.
      const byName = new Map(
        clients.flatMap(({ start, head }) => {
          const name = head?.headers.find(
            ([header]) => header.toLowerCase() === 'llm_provider-x-amzn-requestid',
          );
          return name ? [[name[1], start.id] as const] : [];
        }),
      );
      for (const one of calls) {
        const own =
          one.head?.headers.find(([header]) => header.toLowerCase() === 'x-amzn-requestid')?.[1] ?? '';
        const joined = causeOf(one)?.client;
        if (joined !== undefined && byName.has(own)) expect(joined).toBe(byName.get(own));
      }
      const expected = evidence === 'stamp' ? AT_ONCE : byName.size;
      expect(links.length).toBeGreaterThanOrEqual(expected);
      expect(new Set(links.map(({ client }) => client)).size).toBe(expected);
      expect(new Set(links.map((link) => link.evidence))).toEqual(new Set(expected > 0 ? [evidence] : []));
      if (evidence === 'request-id' && [OLDER, NEWER].includes(release))
        expect(byName.size).toBe(route.named.includes(release) ? AT_ONCE : 0);
      console.log(
        `${release} ${evidence} ${route.path} ${route.model}: ${links.length} joined of ${calls.length}`,
      );
    },
    SETUP_MS,
  );

  test.runIf(evidence === 'stamp')(
    'retries and fallbacks are joined with the call that caused them',
    async () => {
      const { simulator } = through.captured;
      simulator.play(
        readScenario(errors({ times: 7, fault: { kind: 'error', exception: 'ThrottlingException' } })),
      );
      const retried = await many(ROUTES[3] as ProxyCall, AT_ONCE);
      const ids = new Set(retried.clients.map(({ start }) => start.id));
      expect(retried.calls.length).toBeGreaterThan(AT_ONCE);
      expect(retried.calls.every(({ start }) => ids.has(start.cause?.client ?? ''))).toBe(true);
      simulator.play(
        readScenario(
          errors({
            match: { model: 'amazon.nova-*' },
            fault: { kind: 'error', exception: 'ServiceUnavailableException' },
          }),
        ),
      );
      const fallback = await many({ path: '/v1/chat/completions', model: 'first', more: {} }, 5);
      expect(fallback.answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      for (const { start } of fallback.clients) {
        const own = fallback.calls.filter(({ start: { cause } }) => cause?.client === start.id);
        expect(new Set(own.map(({ start: { model } }) => model)).size).toBe(2);
      }
    },
    SETUP_MS,
  );
});
