import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePython } from '../../../../scripts/python/ensure.mjs';
import type { JsonObject } from '../../../../shared/json/json.ts';
import { proxyConfig } from '../../../../shared/share/snippets/proxy.ts';
import type { SnippetInput } from '../../../../shared/share/snippets/snippet.ts';
import { strataCheck } from '../../../../shared/share/snippets/strata.ts';
import { startProxy } from '../start-proxy.ts';
import { startRecorder } from './recorder.ts';
import { ENVIRONMENT, runPrograms, runShell } from './runners.ts';
import {
  endpointOf,
  type Sent,
  sendByPrograms,
  sendByShell,
  sent,
  type Written,
  written,
} from './send-all.ts';

/** The environments that stand for a release. */
const LITELLM = ['litellm-1.87.0', 'litellm-1.109.1'] as const;
const MASTER_KEY = 'sk-of-the-proxy';

const minorOf = (release: string): string => release.split('.').slice(0, 2).join('.');
const environmentOf = (input: SnippetInput): (typeof LITELLM)[number] =>
  LITELLM.find((name) => minorOf(name.slice('litellm-'.length)) === minorOf(input.call?.release ?? '')) ??
  'litellm-1.109.1';

/** Clients of a proxy, and where they are installed. */
const THROUGH_PROXY = { openai: 'litellm-1.109.1', anthropic: 'clients' } as const;

/** Runs snippets one after the other through one proxy, whose start takes longer than all of them. */
async function sendThroughProxy(
  release: (typeof LITELLM)[number],
  config: string,
  all: readonly Written[],
  { endpoint, root }: { readonly endpoint: string; readonly root: string },
): Promise<readonly Sent[]> {
  const recorder = await startRecorder(endpoint);
  const proxy = await startProxy(await ensurePython(release), config, {
    ...ENVIRONMENT,
    ...endpointOf(recorder.url),
    LITELLM_MASTER_KEY: MASTER_KEY,
  });
  const env = { LITELLM_PROXY_URL: proxy.url, LITELLM_MASTER_KEY: MASTER_KEY };
  const results: Sent[] = [];
  try {
    for (const one of all) {
      const client = THROUGH_PROXY[one.snippet.id as keyof typeof THROUGH_PROXY];
      const NEXT_URL = `${recorder.url}/next`;
      const { errors } = client
        ? await runPrograms(await ensurePython(client), 'py', [one.text], { ...env, NEXT_URL }, root)
        : await runShell(one.text, env, root);
      results.push(sent(one, recorder.take().flat(), errors));
    }
    return results;
  } finally {
    await proxy.stop();
    await recorder.close();
  }
}

/** Snippets by the release and the configuration of the proxy that they go through. */
function byProxy(all: readonly Written[]): ReadonlyMap<string, readonly [Written, ...Written[]]> {
  const groups = new Map<string, [Written, ...Written[]]>();
  for (const one of all) {
    const key = `${environmentOf(one.input)} ${proxyConfig(one.input)}`;
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** Runs the snippets for LiteLLM, its proxy, the clients that go through it, and the AWS CLI. */
export async function sendByClients(
  ids: readonly string[],
  endpoint: string,
  root: string,
): Promise<readonly Sent[]> {
  const asked = (...some: readonly string[]): readonly string[] => some.filter((id) => ids.includes(id));
  const results: Sent[] = [];
  for (const name of ids.includes('litellm') ? LITELLM : []) {
    const program = await ensurePython(name);
    const only = (input: SnippetInput): boolean => environmentOf(input) === name;
    results.push(
      ...(await sendByPrograms({ program, ending: 'py', ids: ['litellm'], only }, endpoint, root)),
    );
  }
  for (const group of byProxy(written(asked('litellm-proxy', 'openai', 'anthropic'))).values()) {
    const [{ input }] = group;
    const place = { endpoint, root };
    results.push(...(await sendThroughProxy(environmentOf(input), proxyConfig(input), group, place)));
  }
  const bin = path.dirname(await ensurePython('awscli'));
  const PATH = [bin, process.env.PATH].join(path.delimiter);
  results.push(...(await sendByShell(asked('cli'), endpoint, root, { PATH })));
  return results;
}

/** Runs what is copied for `strata` itself; gives what it wrote: the body that LiteLLM makes, and the verdict. */
export async function askStrata(input: SnippetInput, root: string): Promise<readonly JsonObject[]> {
  const bin = mkdtempSync(path.join(tmpdir(), 'strata-bin-'));
  try {
    const program = path.join(bin, 'strata');
    writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'out/cli/cli.cjs')}" "$@"\n`,
    );
    chmodSync(program, 0o700);
    const PATH = [bin, process.env.PATH].join(path.delimiter);
    // A refusal ends with 1, which is what was asked for.
    const { output } = await runShell(strataCheck(input).replaceAll(/\n$/g, ' || true\n'), { PATH }, root);
    return output
      .trim()
      .split(/(?<=^\})\n/m)
      .map((text) => JSON.parse(text) as JsonObject);
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}
