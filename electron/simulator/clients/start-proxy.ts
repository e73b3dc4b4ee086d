import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** LiteLLM's proxy, running. */
export interface RunningProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts LiteLLM's proxy with a configuration (JSON is YAML) and waits until it answers. */
export async function startProxy(
  python: string,
  configuration: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-proxy-'));
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configuration);
  const port = await freePort();
  const script = fileURLToPath(new URL('litellm_proxy.py', import.meta.url));
  const child: ChildProcess = spawn(python, [script, config, String(port)], {
    cwd: folder,
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', ...env },
  });
  let output = '';
  const collect = (text: string): void => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/health/liveliness`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`LiteLLM's proxy ended with ${child.exitCode}:\n${output}`);
    await sleep(200);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
