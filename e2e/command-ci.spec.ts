import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { ROOT } from './support/environment.ts';

const CLI = path.join(ROOT, 'out/cli/cli.cjs');

const request = (extra: object): string =>
  JSON.stringify({
    model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    messages: [{ role: 'user', content: 'hi' }],
    max_tokens: 10,
    ...extra,
  });

/** A repository with a good request and one that the older release leaks. */
function repository(): { readonly folder: string; readonly strata: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-ci-'));
  mkdirSync(path.join(folder, 'requests/deep'), { recursive: true });
  writeFileSync(path.join(folder, 'requests/good.json'), request({}));
  writeFileSync(
    path.join(folder, 'requests/deep/leak it.json'),
    request({ stream_chunk_size: 1, stream: true }),
  );
  writeFileSync(path.join(folder, 'requests/more.jsonl'), `${request({})}\n`);
  const strata = path.join(folder, 'strata');
  writeFileSync(strata, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(strata, 0o755);
  return { folder, strata };
}

const yamlOf = (file: string) => parse(readFileSync(path.join(ROOT, file), 'utf8'));

/** Runs the step of the action as a runner does: expressions are replaced in `env` alone. */
function runAction(folder: string, given: Readonly<Record<string, string>>) {
  const { inputs, runs } = yamlOf('action.yml');
  const [{ run, env }] = runs.steps;
  const inputOf = (name: string): string => given[name] ?? inputs[name]?.default ?? '';
  const filled = Object.entries(env as Record<string, string>).map(([name, expression]) => [
    name,
    expression
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => inputOf(input))
      .replace(/\$\{\{ github\.action_path \}\}/, ROOT),
  ]);
  const output = path.join(folder, 'github-output');
  writeFileSync(output, '');
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(filled), GITHUB_OUTPUT: output },
    encoding: 'utf8',
  });
  return { status, output: readFileSync(output, 'utf8') };
}

test('the workflow of the example fails on a request that is refused, with its place as SARIF, and passes without it', () => {
  const { folder, strata } = repository();
  const { jobs } = yamlOf('examples/ci/workflow.yml');
  const step = jobs.check.steps.find(({ id }: { id?: string }) => id === 'strata');
  const old = { ...step.with, strata, profile: 'litellm-1.87' };
  const failed = runAction(folder, old);
  expect(failed).toMatchObject({ status: 1, output: 'sarif=strata.sarif\n' });
  const { runs } = JSON.parse(readFileSync(path.join(folder, 'strata.sarif'), 'utf8'));
  const errors = runs[0].results.filter(({ level }: { level: string }) => level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0].locations[0].physicalLocation.artifactLocation.uri).toBe('requests/deep/leak%20it.json');
  expect(runAction(folder, { ...old, profile: 'litellm-1.90' }).status).toBe(0);
  // What stands in an input is never run.
  const hostile = runAction(folder, { ...old, files: '$(touch run)\n`touch run`' });
  expect(hostile.status).toBe(2);
  expect(() => readFileSync(path.join(folder, 'run'))).toThrow();
});

test('the hook takes the files that are committed, and fails on those that are refused', () => {
  const { folder, strata } = repository();
  const [{ entry, files }] = yamlOf('.pre-commit-hooks.yaml');
  const names = ['requests/good.json', 'requests/deep/leak it.json', 'requests/more.jsonl', 'package.json'];
  const taken = names.filter((name) => new RegExp(files).test(name));
  expect(taken).toEqual(names.slice(0, 3));
  const run = (profile: string) => {
    const [, ...args] = String(entry).split(' ');
    return spawnSync(strata, [...args, '--profile', profile, ...taken], { cwd: folder, encoding: 'utf8' });
  };
  const failed = run('litellm-1.87');
  expect(failed.status).toBe(1);
  expect(failed.stdout).toMatch(/^requests\/deep\/leak it\.json:1:\d+: error: stream_chunk_size/m);
  expect(run('litellm-1.90').status).toBe(0);
});
