import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePython } from '../../scripts/python/ensure.mjs';
import type { FormId } from '../../shared/input/forms.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { SETUP_MS } from '../simulator/clients/python.ts';
import { installedAnswer } from './answer.ts';
import { asking } from './ask.ts';
import { InstalledLiteLLM } from './installed.ts';
import { findPythons, type InstalledPython, pythonAt } from './pythons.ts';
import { InstalledWorker } from './worker.ts';

const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const messages = [{ role: 'user', content: 'List three rivers in Europe.' }];
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const redactor = new Redactor('test');
let python: InstalledPython;
let worker: InstalledWorker;
let version: string;
const folder = mkdtempSync(path.join(tmpdir(), 'strata-installed-test-'));

/** A Python that says something of its own first, as those of some distributions do. */
function greeting(executable: string): string {
  if (process.platform === 'win32') return executable;
  const script = path.join(folder, 'python');
  writeFileSync(script, `#!/bin/sh\necho '[Welcome'\necho 5\nexec '${executable}' "$@"\n`, { mode: 0o700 });
  return script;
}

beforeAll(async () => {
  process.env.AWS_SECRET_ACCESS_KEY = SECRET;
  process.env.OPENAI_API_KEY = SECRET;
  python = await pythonAt(greeting(await ensurePython('litellm-1.109.1')));
  worker = new InstalledWorker({ ...python, path: greeting(python.path) });
  version = await worker.ready;
}, SETUP_MS);
afterAll(() => {
  worker?.close();
  rmSync(folder, { recursive: true });
});

async function answerTo(request: object | string, form: FormId | 'auto' = 'auto', asVersion = version) {
  const text = typeof request === 'string' ? request : JSON.stringify(request);
  const made = asking({ text, form, route: 'auto', version: asVersion }, null, redactor);
  if (!made.ok) throw new Error(made.why);
  const outcome = await worker.ask(made.asking.call);
  const answer = installedAnswer(made.asking, outcome, { version: asVersion, python: python.path });
  return { made: made.asking, outcome, answer };
}

/** Requests of every kind of entry point, and what becomes of them. */
const REQUESTS: readonly (readonly [string, FormId, string | object, 'sent' | 'refused'])[] = [
  [
    'numbers as they are written',
    'chat',
    `{"model":"bedrock/invoke/${CLAUDE}","messages":[{"role":"user","content":"hé"}],"max_tokens":50,"temperature":1.0,"top_p":1e-5,"stream":true,"stream_chunk_size":512,"top_k":1234567890123456789}`,
    'sent',
  ],
  ['Converse', 'chat', { model: `bedrock/converse/${CLAUDE}`, messages, max_tokens: 5 }, 'sent'],
  [
    'messages, streamed',
    'messages',
    { model: `bedrock/${CLAUDE}`, messages, max_tokens: 5, stream: true },
    'sent',
  ],
  ['responses', 'responses', { model: `bedrock/${CLAUDE}`, input: 'Hello' }, 'sent'],
  ['embeddings', 'embeddings', { model: 'bedrock/amazon.titan-embed-text-v2:0', input: 'Hello' }, 'sent'],
  [
    'what LiteLLM refuses',
    'chat',
    { model: 'bedrock/meta.llama3-8b-instruct-v1:0', messages, frequency_penalty: 1 },
    'refused',
  ],
];

describe('A LiteLLM of this machine', () => {
  it.each(REQUESTS)('sends for %s what Strata says, byte for byte', async (_name, form, request, kind) => {
    const { answer } = await answerTo(request, form);
    expect(answer).toMatchObject({ kind: 'answered', version: '1.109.1', profile: 'litellm-1.109.1' });
    expect(answer.kind === 'answered' && [answer.real.kind, answer.differences, answer.caseText]).toEqual([
      kind,
      [],
      null,
    ]);
  });

  it('is shown to differ from another version, with a case that can be sent on', async () => {
    const request = {
      model: `bedrock/invoke/${CLAUDE}`,
      messages,
      max_tokens: 5,
      stream: true,
      stream_chunk_size: 9,
    };
    const { answer } = await answerTo(request, 'chat', '1.87.0');
    if (answer.kind !== 'answered') throw new Error(answer.why);
    expect(answer.differences).toEqual(['/stream_chunk_size: expected (none), got 9']);
    expect(JSON.parse(answer.caseText ?? '')).toMatchObject({
      api: 'chat',
      request,
      litellm: '1.87.0',
      made: { kind: 'sent', path: `/model/${CLAUDE}/invoke-with-response-stream` },
    });
  });

  it('sees neither the credentials of a request nor those of the environment', async () => {
    const request = {
      model: `bedrock/invoke/${CLAUDE}`,
      messages,
      aws_secret_access_key: SECRET,
      aws_role_name: 'arn:aws:iam::123456789012:role/one',
      aws_bedrock_runtime_endpoint: 'https://bedrock-runtime.us-east-1.amazonaws.com',
    };
    const { made, outcome, answer } = await answerTo(request);
    expect(outcome.kind).toBe('sent');
    expect(answer.kind === 'answered' && answer.differences).toEqual([]);
    expect(made.call.requestText).not.toMatch(/wJalr|iam::|amazonaws/);
    const environ = `/proc/${worker.pid}/environ`;
    if (existsSync(environ)) expect(readFileSync(environ, 'utf8')).not.toMatch(/wJalr|OPENAI/);
  });

  it('reaches nothing but Strata, not even on loopback', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const image_url = { url: `http://127.0.0.1:${port}/a.png` };
    const content = [{ type: 'image_url', image_url }];
    const { outcome } = await answerTo({
      model: `bedrock/invoke/${CLAUDE}`,
      messages: [{ role: 'user', content }],
    });
    server.close();
    expect([outcome.kind, asked]).toEqual(['refused', 0]);
  });

  it('is found where it is named, and named where it is not', async () => {
    const installed = new InstalledLiteLLM({ python: process.execPath });
    const { problem } = await installed.state();
    expect(problem).toContain('is no Python that runs');
    await expect(
      installed.ask('0'.repeat(16), { api: 'chat', requestText: '{}', settings: {}, asynchronous: false }),
    ).rejects.toThrow('not known');
  });

  it('takes no module from the folder where Strata was started', async () => {
    const before = process.cwd();
    writeFileSync(path.join(folder, 'json.py'), 'raise SystemExit("taken from the folder")');
    process.chdir(folder);
    try {
      expect((await pythonAt(python.path)).version).toBe('1.109.1');
    } finally {
      process.chdir(before);
    }
  });

  it.skipIf(process.platform === 'win32')(
    'is read and not run where it lies in the folder that Strata was started in',
    async () => {
      const before = process.cwd();
      const venv = path.join(folder, '.venv');
      const packages = path.join(venv, 'lib', 'python3.11', 'site-packages');
      mkdirSync(path.join(packages, 'litellm-1.99.1.dist-info'), { recursive: true });
      mkdirSync(path.join(venv, 'bin'));
      writeFileSync(path.join(venv, 'pyvenv.cfg'), 'home = /usr/bin\n');
      const ran = path.join(folder, 'ran');
      writeFileSync(path.join(venv, 'bin', 'python'), `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 });
      process.chdir(folder);
      try {
        const found = await findPythons();
        expect(found).toContainEqual(expect.objectContaining({ version: '1.99.1', from: '.venv' }));
        expect(existsSync(ran)).toBe(false);
      } finally {
        process.chdir(before);
      }
    },
  );

  it('is no worker that stays where it cannot be started', async () => {
    const other = new InstalledWorker({ ...python, path: '/nowhere/python' });
    await expect(other.ready).rejects.toThrow('/nowhere/python');
    expect(other.ended).toBe(true);
  });

  it('is gone once it is closed', async () => {
    const { pid = 0 } = worker;
    worker.close();
    expect(worker.ended).toBe(true);
    await expect(answerTo({ model: `bedrock/${CLAUDE}`, messages })).rejects.toThrow('It was ended.');
    await expect
      .poll(() => {
        try {
          return process.kill(pid, 0);
        } catch {
          return false;
        }
      })
      .toBe(false);
  });
});
