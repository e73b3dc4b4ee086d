/** What needs more than boto3: LiteLLM, its proxy, its clients, the AWS CLI. Run by `npm run clients -- snippets` alone. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonEqual } from '../../../../shared/json/json.ts';
import { blobsOf } from '../../../../shared/share/snippets/blobs.ts';
import { type Simulator, startSimulator } from '../../simulator.ts';
import { FAST } from '../../testing/send-all.ts';
import { SETUP_MS } from '../python.ts';
import { CASES, inputOf, verdictOf } from './cases.ts';
import type { Sent } from './send-all.ts';
import { askStrata, sendByClients } from './send-by-clients.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { ...FAST, answer: 'Good morning.' } });
});
afterAll(() => simulator?.close());

/** Of pictures the AWS CLI of PyPI, version 1, makes other bytes; the snippet says that it is for version 2. */
const isForInstalled = ({ snippet, expected }: Sent): boolean =>
  snippet !== 'cli' || blobsOf(expected).size === 0;

const ids = (process.env.STRATA_SNIPPETS ?? '').split(',').filter((id) => id !== '');

describe('snippets send the body that is shown, too, by', () => {
  test(
    'LiteLLM, its proxy as configured, OpenAI’s and Anthropic’s SDK through it, and the AWS CLI',
    async () => {
      const all = (await sendByClients(ids, simulator.url, ROOT)).filter(isForInstalled);
      for (const id of ids) expect(all.filter(({ snippet }) => snippet === id).length, id).toBeGreaterThan(0);
      const failed = all.flatMap(({ case: name, snippet, expected, arrived, errors }) => {
        const [body] = arrived;
        const same = body !== undefined && jsonEqual(JSON.parse(body.body), expected);
        return same && arrived.length === 1 ? [] : [{ snippet, name, expected, arrived, errors }];
      });
      expect(failed).toEqual([]);
      console.log(ids.map((id) => `${id}: ${all.filter(({ snippet }) => snippet === id).length}`).join(', '));
    },
    SETUP_MS,
  );

  test(
    'strata check says what the window says, and strata transform sends what LiteLLM sends',
    async () => {
      for (const one of CASES) {
        const [made, checked] = await askStrata(inputOf(one), ROOT);
        expect(made, one.name).toMatchObject({ body: JSON.parse(inputOf(one).outgoing.bodyText) });
        const { kind, message } = verdictOf(one) ?? {};
        expect(checked, one.name).toMatchObject(kind === 'refused' ? { kind, message } : { kind });
      }
    },
    SETUP_MS,
  );
});
