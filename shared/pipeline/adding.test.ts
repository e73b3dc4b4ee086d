import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { AUDIT_COLUMNS } from './audit/columns.ts';
import { FAMILY_IDS } from './call/model.ts';
import type { Api } from './call/result.ts';
import { rowsFor } from './call/table.ts';
import { FAMILIES } from './families/index.ts';
import { textFamily } from './families/text/form.ts';
import { joinedByBlanks } from './families/text/prompts/plain.ts';
import type { ProfileId } from './releases/profile.ts';
import { transform } from './transform.ts';

/* What README.md of this room says of adding things: done here as it is written there. */

interface Case {
  readonly api: Api;
  readonly request: JsonObject;
}

const recorded = gunzipSync(readFileSync(new URL('./testdata/cases.jsonl.gz', import.meta.url))).toString();
const cases = recorded
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe('A release that changes nothing', () => {
  it('needs no entry anywhere: it sends what the release before it sends', () => {
    const next: ProfileId = 'litellm-1.999.0';
    const differing = cases
      .filter((_, i) => i % 5 === 0)
      .filter(({ api, request }) => {
        const [now, then] = (['litellm-latest', next] as const).map((profile) =>
          JSON.stringify(transform({ api, request, profile })),
        );
        return now !== then;
      });
    expect(differing).toEqual([]);
  });
});

describe('A family', () => {
  const { unknown } = FAMILIES;
  afterEach(() => void Object.assign(FAMILIES, { unknown }));

  it('is a table and a message form: every parameter gets a fate', () => {
    const rows = rowsFor('acme', 'Acme’s own documents');
    const acme = textFamily({
      id: 'unknown',
      label: 'Acme',
      supported: ['max_tokens', 'stop'],
      accepts: [],
      table: {
        max_tokens: rows.renamed('max_tokens', 'length'),
        stop: rows.dropped('stop', 'Acme knows no stop sequences.'),
      },
      prompt: 'say',
      form: joinedByBlanks,
    });
    Object.assign(FAMILIES, { unknown: acme });
    const messages = [{ role: 'user', content: 'Hi' }];
    const request = { model: 'bedrock/invoke/stability.acme-v1', messages, max_tokens: 5, stop: 'x' };
    const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
    expect(result.kind === 'outgoing' && result.outgoing.body).toEqual({ say: 'Hi', length: 5 });
    const fates = result.ledger.entries.map(({ from, rule }) => [from[0], rule.id]);
    expect(fates).toContainEqual(['/max_tokens', 'map.acme.max_tokens']);
    expect(fates).toContainEqual(['/stop', 'map.acme.stop']);
  });
  it('has a column in the audit, which no type checker asks for', () => {
    const shown = new Set(
      AUDIT_COLUMNS.map(
        ({ api, request }) => transform({ api, request, profile: 'litellm-1.109' }).model?.family,
      ),
    );
    // Claude 2 has come to its end, imported Qwen 2 is sent as Qwen 3 is, and the others are no one's own form.
    expect(FAMILY_IDS.filter((id) => !shown.has(id))).toEqual([
      'claude-text',
      'qwen2',
      'chat-completions',
      'unknown',
    ]);
  });
});
