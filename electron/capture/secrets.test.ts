import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { captureBedrock } from './capture.ts';
import { jsonLine } from './json-line.ts';
import { Kept } from './testing/captured.ts';

const CANARY = {
  key: 'wJalrCanaryOfTheSecretKeyThatSigns/0123456',
  session: 'FwoGZXIvYXdzCanaryOfTheSessionTokenThatSigns',
  client: 'canary-of-the-api-key-that-the-client-sends',
};
const folder = mkdtempSync(join(tmpdir(), 'strata-canary-'));
const before = { ...process.env };
beforeAll(() => {
  const file = join(folder, 'credentials');
  writeFileSync(
    file,
    `[canary]\naws_access_key_id = ASIACANARYCANARY0000\naws_secret_access_key = ${CANARY.key}\naws_session_token = ${CANARY.session}\n`,
  );
  Object.assign(process.env, { AWS_SHARED_CREDENTIALS_FILE: file, AWS_CONFIG_FILE: join(folder, 'config') });
});
afterAll(() => {
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) delete process.env[name];
  Object.assign(process.env, before);
  rmSync(folder, { recursive: true });
});

test('what signs and what a client sends is in no line that is written, even where the endpoint repeats it in two reads', async () => {
  const seen: Record<string, string | string[] | undefined>[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    const { authorization = '' } = request.headers;
    const token = String(request.headers['x-amz-security-token'] ?? '');
    response.write(`{"echo": "${token.slice(0, 12)}`);
    setTimeout(
      () => response.end(`${token.slice(12)} ${CANARY.key} ${CANARY.client} ${authorization}"}`),
      20,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  // An address outside of loopback is signed with the chain's credentials; this name is one that is trusted.
  process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = '';
  const kept = new Kept();
  const capture = await captureBedrock({
    port: 0,
    target: () => ({ kind: 'endpoint', url }),
    sink: kept,
    isTrusted: () => true,
  });
  const redactor = new Redactor('salt');
  redactor.learn(CANARY.key, CANARY.session);
  try {
    const answer = await fetch(`${capture.url}/model/m/converse?X-Amz-Security-Token=${CANARY.client}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${CANARY.client}`, 'x-amz-security-token': CANARY.client },
      body: JSON.stringify({ note: CANARY.client }),
    });
    // The client gets what came, byte for byte: nothing is taken out of what is forwarded.
    expect(await answer.text()).toContain(CANARY.client);
    const [gathered] = await kept.atLeast(1);
    redactor.learn(...kept.secrets);
    const line = gathered ? await jsonLine(gathered, redactor) : '';
    for (const canary of Object.values(CANARY)) expect(line).not.toContain(canary);
    expect(line).not.toContain(capture.url.split('/k/')[1]);
    // Nothing of what the client signed with goes on.
    expect(JSON.stringify(seen)).not.toContain(CANARY.client);
  } finally {
    await capture.close();
    await new Promise((resolve) => server.close(resolve));
  }
});
