import { describe, expect, it } from 'vitest';
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

describe('audit', () => {
  it.each(['litellm-1.87', 'litellm-1.109', 'strict'] as const)(
    'opens the very request behind each cell under %s',
    async (profile) => {
      const { columns, rows } = await audit(profile, null);
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
    const both = await audit('litellm-1.87', 'litellm-1.90');
    const other = await audit('litellm-1.90', null);
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
