import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { isObject } from '../../../shared/json/json.ts';
import { parseLines, type Recorded } from '../../../shared/pipeline/testing.ts';
import { readPath } from '../../../shared/validation/read-path.ts';
import { bestMatch } from '../release-match.ts';
import { possibleOrigins } from './possible.ts';

const TESTDATA = new URL('../../../shared/pipeline/testdata/', import.meta.url);
const read = (name: string): readonly Recorded[] =>
  parseLines<Recorded>(gunzipSync(readFileSync(new URL(name, TESTDATA))).toString('utf8'));

/** One of so many recorded bodies is tried. */
const STEP = 13;

/** Whether the release that sent a body is found from the body alone. */
function isFound({ path, body }: Recorded, release: string): boolean {
  const route = readPath(path ?? '');
  if (!route || body === undefined || !isObject(body)) return false;
  const captured = {
    modelId: route.modelId,
    route: route.operation.startsWith('Converse') ? ('converse' as const) : ('invoke' as const),
    stream: route.operation.endsWith('Stream'),
    body,
  };
  const matches = bestMatch(captured, possibleOrigins(captured))?.matches ?? [];
  return matches.some((match) => match.outcome === 'equal' && match.release === release);
}

it.each(
  ['litellm-1.87.0', 'litellm-1.109.1'].flatMap((profile) =>
    ['', 'corpus/'].map((folder) => [profile, folder, folder === '' ? 0.98 : 0.96] as const),
  ),
)('of the bodies that %s sent (%s) nearly all are known as its own', (profile, folder, share) => {
  const sent = read(`${folder}${profile}.jsonl.gz`)
    .filter(({ path, body }) => body !== undefined && readPath(path ?? '') !== null)
    .filter((_, i) => i % STEP === 0);
  const release = profile.replace('litellm-', '').split('.').slice(0, 2).join('.');
  const unknown = sent.filter((one) => !isFound(one, release)).map(({ id }) => id);
  expect(unknown.length / sent.length, unknown.join(' ')).toBeLessThan(1 - share);
});
