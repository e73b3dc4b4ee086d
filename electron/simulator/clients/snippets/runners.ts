import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written below the project, so that what a program imports is found. */
function folderIn(root: string): string {
  const home = join(root, 'out');
  mkdirSync(home, { recursive: true });
  return mkdtempSync(join(home, 'snippets-'));
}

/** Keys that open nothing: the endpoint asks for some. */
export const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  PYTHONWARNINGS: 'ignore',
} as const;

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Ran> {
  const {
    AWS_PROFILE: _profile,
    AWS_SESSION_TOKEN: _token,
    AWS_BEARER_TOKEN_BEDROCK: _bearer,
    ...inherited
  } = process.env;
  const child = spawn(program, args, { cwd, env: { ...inherited, ...ENVIRONMENT, ...env } });
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.join(''), errors: errors.join('') }));
  });
}

/** Runs a command in a shell that ends at the first failure. */
export async function runShell(
  text: string,
  env: Readonly<Record<string, string>>,
  root: string,
): Promise<Ran> {
  const folder = folderIn(root);
  try {
    // In a file: one argument has no room for a long command.
    const file = join(folder, 'command.sh');
    writeFileSync(file, text);
    return await run('sh', ['-eu', file], env, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Programs one after the other in one process, which is started once; what one throws does not keep the next off. */
const ALL_OF = {
  mjs: (files: readonly string[]) => `
for (const file of ${JSON.stringify(files)}) {
  try { await import(file); } catch (error) { console.error(file, error); }
  await fetch(process.env.NEXT_URL);
}`,
  py: (files: readonly string[]) => `
import sys, traceback, urllib.request, os
for file in ${JSON.stringify(files)}:
    try:
        exec(compile(open(file, encoding="utf-8").read(), file, "exec"), {"__name__": "__main__"})
    except BaseException:
        traceback.print_exc()
    urllib.request.urlopen(os.environ["NEXT_URL"]).read()
`,
} as const;

/**
 * Runs programs of one language in one process and in order. After each the address in `NEXT_URL` is asked, by which
 * whoever records what they send tells them apart.
 */
export async function runPrograms(
  program: string,
  ending: keyof typeof ALL_OF,
  texts: readonly string[],
  env: Readonly<Record<string, string>> & { readonly NEXT_URL: string },
  root: string,
): Promise<Ran> {
  const folder = folderIn(root);
  try {
    const files = texts.map((text, i) => {
      const file = join(folder, `${i}.${ending}`);
      writeFileSync(file, text);
      return file;
    });
    const all = join(folder, `all.${ending}`);
    writeFileSync(all, ALL_OF[ending](files));
    return await run(program, [all], env, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
