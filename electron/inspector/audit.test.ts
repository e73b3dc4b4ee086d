import { describe, expect, it } from 'vitest';
import type { AuditEvent, AuditResult } from '../../shared/contract/audit.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { audit, auditText } from './audit.ts';
import { inspect } from './inspect.ts';

/** Keys that go many ways, and some that a reader could take for a sign of the other entry point. */
const KEYS = [
  'stream_chunk_size',
  'guardrailConfig',
  'metadata',
  'user',
  'seed',
  'headers',
  'thinking',
  'tags',
];

const NEVER = new AbortController().signal;

async function matrixOf(profile: ProfileId, against: ProfileId | null): Promise<AuditResult> {
  for await (const event of audit(profile, against, NEVER)) {
    if (event.type === 'result') return event.result;
  }
  throw new Error('no result');
}

describe('audit', () => {
  it('tells how far it is, and computes nothing more once it is given up', async () => {
    const given = new AbortController();
    const first: AuditEvent[] = [];
    for await (const event of audit('litellm-1.87', null, given.signal)) {
      first.push(event);
      given.abort();
    }
    expect(first).toMatchObject([{ type: 'progress' }, { type: 'part' }]);
    const shares: number[] = [];
    for await (const event of audit('litellm-1.87', null, NEVER)) {
      if (event.type === 'progress') shares.push(event.done / event.total);
    }
    expect(shares.length).toBeGreaterThan(5);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares[shares.length - 1]).toBe(1);
  });

  it('tells the first rows long before the last ones, each as it is in the whole matrix', async () => {
    const events: AuditEvent[] = [];
    for await (const event of audit('litellm-1.109', 'litellm-1.87', NEVER)) events.push(event);
    const results = events.flatMap((event) => (event.type === 'progress' ? [] : [event.result.rows]));
    const whole = results.at(-1) ?? [];
    expect(events.findIndex(({ type }) => type === 'part')).toBeLessThan(3);
    expect(results.length).toBeLessThan(9);
    for (const part of results.slice(0, -1)) expect(part).toEqual(whole.slice(0, part.length));
  });

  it.each(['litellm-1.87', 'litellm-1.109', 'strict'] as const)(
    'opens the very request behind each cell under %s',
    async (profile) => {
      const { columns, rows } = await matrixOf(profile, null);
      for (const key of KEYS.filter((candidate) => rows.some((row) => row.key === candidate))) {
        const row = rows.find((candidate) => candidate.key === key);
        const fates = columns.map(({ id }) => {
          const inspected = inspect({ text: auditText(key, id) ?? '', profile, route: 'auto' });
          if (inspected.kind !== 'inspected') return inspected.kind;
          const [view] = inspected.views;
          if (view?.outcome.kind === 'crashed') return 'crashed';
          return view?.params.find((param) => param.key === key)?.fate ?? 'consumed';
        });
        expect([key, ...fates]).toEqual([key, ...(row?.cells ?? []).map(({ fate }) => fate)]);
      }
    },
  );

  it('puts the other profile beside the first where one is asked for', async () => {
    const both = await matrixOf('litellm-1.87', 'litellm-1.109');
    const other = await matrixOf('litellm-1.109', null);
    expect(both.rows.map(({ against }) => against)).toEqual(other.rows.map(({ cells }) => cells));
    expect(other.rows.every(({ against }) => against.length === 0)).toBe(true);
  });

  it('names the entry point only where the request itself does not tell', () => {
    expect(JSON.parse(auditText('tags', 'messages') ?? '')).toMatchObject({ api: 'messages' });
    expect(JSON.parse(auditText('tags', 'mistral') ?? '')).not.toHaveProperty('api');
  });

  it('knows no request for a column that does not exist', () => {
    expect(auditText('tags', 'nowhere')).toBeNull();
  });
});
