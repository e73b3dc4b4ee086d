import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensurePython } from '../../../scripts/python/ensure.mjs';

/** How long the set-up of a Python environment may take on a slow network, milliseconds. */
export const SETUP_MS = 15 * 60_000;

type Environment = Parameters<typeof ensurePython>[0];

const QUIET = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  PYTHONWARNINGS: 'ignore',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/**
 * Runs a script beside this file in one of the Python environments, with `input` as JSON on its
 * standard input, and gives what it prints as JSON. Rejects with its standard error where it fails.
 */
export async function runPython<T>(
  environment: Environment,
  script: string,
  input: unknown,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const python = await ensurePython(environment);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { AWS_PROFILE: _profile, ...inherited } = process.env;
  const child = spawn(python, [path], { env: { ...inherited, ...QUIET, ...env } });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.end(JSON.stringify(input));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${errors}`);
  return JSON.parse(output) as T;
}
