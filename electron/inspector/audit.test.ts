import { describe, expect, it } from 'vitest';
import type { AuditEvent, AuditRow } from '../../shared/contract/audit.ts';
import { AUDIT_COLUMNS } from '../../shared/pipeline/audit/columns.ts';
import { AUDIT_KEYS } from '../../shared/pipeline/audit/keys.ts';
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

async function eventsOf(profile: ProfileId, against: ProfileId | null): Promise<readonly AuditEvent[]> {
  const events: AuditEvent[] = [];
  for await (const event of audit(profile, against, NEVER)) events.push(event);
  return events;
}

const rowsIn = (events: readonly AuditEvent[]): readonly AuditRow[] =>
  events.flatMap((event) => (event.type === 'rows' ? event.rows : []));

async function rowsOf(profile: ProfileId, against: ProfileId | null): Promise<readonly AuditRow[]> {
  return rowsIn(await eventsOf(profile, against));
}

describe('audit', () => {
  it('tells how far it is, and computes nothing more once it is given up', async () => {
    const given = new AbortController();
    const first: AuditEvent[] = [];
    for await (const event of audit('litellm-1.87', null, given.signal)) {
      first.push(event);
      given.abort();
    }
    expect(first).toMatchObject([{ type: 'progress' }, { type: 'rows', isLast: false }]);
    const shares: number[] = [];
    for await (const event of audit('litellm-1.87', null, NEVER)) {
      if (event.type === 'progress') shares.push(event.done / event.total);
    }
    expect(shares.length).toBeGreaterThan(5);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares[shares.length - 1]).toBe(1);
  });

  it('tells the first rows long before the last ones, and each row once', async () => {
    const events = await eventsOf('litellm-1.109', 'litellm-1.95');
    const told = events.filter(({ type }) => type === 'rows');
    expect(events.findIndex(({ type }) => type === 'rows')).toBeLessThan(4);
    expect(told.length).toBeLessThan(6);
    expect(told.map((event) => event.type === 'rows' && event.isLast)).toEqual(
      told.map((_, i) => i === told.length - 1),
    );
    expect(rowsIn(events).map(({ key }) => key)).toEqual(AUDIT_KEYS);
    expect(rowsIn(events)).toEqual(await rowsOf('litellm-1.109', 'litellm-1.95'));
  });

  it.each(['litellm-1.87', 'litellm-1.109', 'strict'] as const)(
    'opens the very request behind each cell under %s',
    async (profile) => {
      const rows = await rowsOf(profile, null);
      for (const key of KEYS.filter((candidate) => rows.some((row) => row.key === candidate))) {
        const row = rows.find((candidate) => candidate.key === key);
        const fates = AUDIT_COLUMNS.map(({ id }) => {
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
    const both = await rowsOf('litellm-1.87', 'litellm-1.109');
    const other = await rowsOf('litellm-1.109', null);
    expect(both.map(({ against }) => against)).toEqual(other.map(({ cells }) => cells));
    expect(other.every(({ against }) => against.length === 0)).toBe(true);
  });

  it('names the entry point only where the request itself does not tell', () => {
    expect(JSON.parse(auditText('tags', 'messages') ?? '')).toMatchObject({ api: 'messages' });
    expect(JSON.parse(auditText('tags', 'mistral') ?? '')).not.toHaveProperty('api');
  });

  it('knows no request for a column that does not exist', () => {
    expect(auditText('tags', 'nowhere')).toBeNull();
  });
});
