import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from '../lib/project.mjs';
import { ensurePython } from '../python/ensure.mjs';

// Programs of other people through Strata, as their users start them: each is pointed at it by environment alone.

const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
/** The release that was tried; it needs no login on Bedrock. */
const CLAUDE_CODE = '@anthropic-ai/claude-code@2.1.332';
const TIMEOUT_MS = 120_000;

const environment = (url, more = {}) => {
  const { AWS_PROFILE: _profile, AWS_BEARER_TOKEN_BEDROCK: _token, ...inherited } = process.env;
  return {
    ...inherited,
    AWS_ACCESS_KEY_ID: 'strata',
    AWS_SECRET_ACCESS_KEY: 'strata',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
    AWS_BEDROCK_RUNTIME_ENDPOINT: url,
    ANTHROPIC_BEDROCK_BASE_URL: url,
    PYTHONWARNINGS: 'ignore',
    ...more,
  };
};

/** Runs a command to its end; what it printed on either stream. */
function run(command, args, { env, input = '', cwd = tmpdir() }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', (error) => resolve({ code: 127, out, err: error.message }));
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const lastLine = (text) => text.trim().split('\n').at(-1)?.slice(0, 160) ?? '';

async function awsCli(url) {
  const python = await ensurePython('awscli');
  const env = environment(url);
  const ask = async (program, args) => {
    const { code, out, err } = await run(python, ['-m', 'awscli', 'bedrock-runtime', ...args], { env });
    return { client: 'AWS CLI', program, ok: code === 0, detail: code === 0 ? '' : lastLine(err || out) };
  };
  const messages = '[{"role":"user","content":[{"text":"Hello"}]}]';
  const body = JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 20,
    messages: [{ role: 'user', content: 'Hello' }],
  });
  const to = path.join(tmpdir(), `strata-aws-cli-${process.pid}.json`);
  const invoke = ['--body', body, to];
  const outcomes = [
    await ask('converse', ['converse', '--model-id', CLAUDE, '--messages', messages]),
    await ask('invoke-model', ['invoke-model', '--model-id', CLAUDE, ...invoke]),
  ];
  rmSync(to, { force: true });
  return outcomes;
}

async function litellm(url, release) {
  const calls = ['invoke', 'converse'].flatMap((route) =>
    [false, true].map((stream) => ({
      model: `bedrock/${route}/${CLAUDE}`,
      messages: [{ role: 'user', content: 'Hello' }],
      ...(stream ? { stream: true } : {}),
    })),
  );
  const script = fileURLToPath(
    new URL('../../electron/simulator/clients/litellm_client.py', import.meta.url),
  );
  const python = await ensurePython(release);
  const { code, out, err } = await run(python, [script], {
    env: environment(url),
    input: JSON.stringify({ url, calls }),
  });
  const answers = code === 0 ? JSON.parse(out) : [];
  return calls.map(({ model, stream }, i) => ({
    client: release,
    program: `${model.split('/')[1]}${stream ? ', streamed' : ''}`,
    ok: typeof answers[i]?.text === 'string' && answers[i].text !== '',
    detail: answers[i]?.error
      ? JSON.stringify(answers[i].error).slice(0, 160)
      : code === 0
        ? ''
        : lastLine(err),
  }));
}

async function javascript(url) {
  const script = fileURLToPath(new URL('javascript.mjs', import.meta.url));
  const { code, out, err } = await run(process.execPath, [script], { env: environment(url), cwd: inRoot() });
  if (code === 0) return JSON.parse(out);
  return [{ client: 'JavaScript', program: 'javascript.mjs', ok: false, detail: lastLine(err) }];
}

/** botocore sends no API key over http; its own words say so, and Strata knows them. */
async function bearer(url) {
  const python = await ensurePython('clients');
  const code = `import boto3; boto3.client("bedrock-runtime").converse(modelId="${CLAUDE}", messages=[])`;
  const { err } = await run(python, ['-c', code], {
    env: environment(url, { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-of-nobody' }),
  });
  const ok = /bearer auth\w* requires an? https endpoint/i.test(err);
  return [
    {
      client: 'boto3',
      program: 'an API key over http is refused by boto3 itself',
      ok,
      detail: lastLine(err),
    },
  ];
}

async function claudeCode(url) {
  const folder = inRoot('.cache', 'clients', CLAUDE_CODE.replaceAll(/[@/]/g, '-').slice(1));
  const program = path.join(
    folder,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'claude.cmd' : 'claude',
  );
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const { code, err } = await run(npm, ['install', '--no-audit', '--no-fund', CLAUDE_CODE], {
      env: process.env,
      cwd: folder,
    });
    if (code !== 0)
      return [{ client: 'Claude Code', program: 'npm install', ok: false, detail: lastLine(err) }];
  }
  const home = mkdtempSync(path.join(tmpdir(), 'strata-claude-code-'));
  const began = Date.now();
  const { code, out, err } = await run(program, ['-p', 'Say hello'], {
    env: environment(url, {
      HOME: home,
      USERPROFILE: home,
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    }),
    cwd: home,
  });
  rmSync(home, { recursive: true, force: true });
  const detail = `${((Date.now() - began) / 1000).toFixed(1)} s: ${lastLine(out || err)}`;
  return [{ client: 'Claude Code', program: 'claude -p', ok: code === 0, detail }];
}

/** What each program gets through Strata's address: { client, program, ok, detail }. */
export async function askCaptured(url) {
  return [
    ...(await bearer(url)),
    ...(await awsCli(url)),
    ...(await litellm(url, 'litellm-1.87.0')),
    ...(await litellm(url, 'litellm-1.109.1')),
    ...(await javascript(url)),
    ...(await claudeCode(url)),
  ];
}
