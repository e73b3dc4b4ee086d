import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InputProblem } from '../../shared/input/text-range.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { answerThroughProxy } from '../../shared/proxy/answer.ts';
import { callThroughProxy, type ProxyResult } from '../../shared/proxy/call.ts';
import { type ProxyConfig, readConfig } from '../../shared/proxy/config.ts';
import type { ClientCall } from '../../shared/proxy/entry.ts';
import { ProxyMemory } from '../../shared/proxy/memory.ts';
import { withIncluded } from '../proxy/included.ts';
import { BadLine, UsageError } from './command.ts';
import { textOf } from './input.ts';
import { problemText } from './request-options.ts';

/** A configuration with the memory of the proxy that runs with it. */
interface Running {
  readonly config: ProxyConfig;
  readonly memory: ProxyMemory;
}

type Complain = (line: string) => void;

/** The text of a file that a configuration includes; null where there is none. */
async function includedText(config: string, file: string): Promise<string | null> {
  const from = config === '-' ? '.' : path.dirname(config);
  try {
    return await readFile(path.resolve(from, file), 'utf8');
  } catch {
    return null;
  }
}

/** A configuration with the paths of the files that it includes, or why a file is none. */
type ReadFile =
  | { readonly ok: true; readonly config: ProxyConfig; readonly included: readonly string[] }
  | { readonly ok: false; readonly why: string };

async function readConfigFile(file: string, complain: Complain): Promise<ReadFile> {
  const name = file === '-' ? null : path.basename(file);
  const text = await withIncluded(await textOf(file), name, (other) => includedText(file, other));
  const read = readConfig(text);
  const told = (problem: InputProblem): string =>
    `${problem.file === undefined ? file : path.join(path.dirname(file), problem.file)}, ${problemText(problem)}`;
  if (!read.ok) return { ok: false, why: read.problems.map(told).join('\n') };
  const { config, missing } = read;
  if (missing.length > 0) return { ok: false, why: missing.map(({ problem }) => told(problem)).join('\n') };
  for (const warning of config.warnings) complain(told(warning));
  const included = Object.keys(text.included).map((other) => path.join(path.dirname(file), other));
  return { ok: true, config, included };
}

const ENDING = /\.ya?ml$/;

/** The configurations that `--config` names: one file, or every YAML file of a folder by its name without ending. */
export class Configurations {
  readonly #byName: ReadonlyMap<string, Running>;
  readonly #only: Running | null;

  private constructor(byName: ReadonlyMap<string, Running>) {
    this.#byName = byName;
    this.#only = byName.size === 1 ? ([...byName.values()][0] ?? null) : null;
  }

  /**
   * Throws {@link UsageError} with file, line and column for a configuration that cannot be read.
   *
   * @param complain is told what is odd about one that can
   */
  static async open(source: string, complain: Complain = () => undefined): Promise<Configurations> {
    const files = source !== '-' && isFolder(source) ? yamlFilesOf(source) : [source];
    if (files.length === 0) throw new UsageError(`The folder ${source} has no YAML file.`);
    const byName = new Map<string, Running>();
    const refused = new Map<string, string>();
    const included = new Set<string>();
    for (const file of files) {
      const read = await readConfigFile(file, complain);
      if (!read.ok) refused.set(file, read.why);
      else {
        byName.set(path.basename(file).replace(ENDING, ''), {
          config: read.config,
          memory: new ProxyMemory(),
        });
        for (const other of read.included) included.add(other);
      }
    }
    // What another file includes need not be a configuration of its own.
    const why = [...refused].find(([file]) => !included.has(path.normalize(file)))?.[1];
    if (why !== undefined) throw new UsageError(why);
    return new Configurations(byName);
  }

  /** The configuration by its name; without a name the only one there is. Throws {@link BadLine}. */
  named(name: string | null): Running {
    const found = name === null ? this.#only : this.#byName.get(name);
    if (found) return found;
    const names = [...this.#byName.keys()].join(', ');
    throw new BadLine(
      `config must name one of ${names}${name === null ? '' : `; “${name}” is none of them`}`,
    );
  }
}

function isFolder(source: string): boolean {
  try {
    return statSync(source).isDirectory();
  } catch {
    throw new UsageError(`--config ${source}: there is no such file or folder.`);
  }
}

const yamlFilesOf = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .sort()
    .map((name) => path.join(folder, name));

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((text) => typeof text === 'string');

/** The client's call of a batch line. Throws {@link BadLine}. */
export function callOf(line: JsonObject, entry: string | undefined): ClientCall {
  const { path: given = entry, headers = {}, body } = line;
  if (typeof given !== 'string') throw new BadLine('path is missing: the URL path of the client’s call');
  if (!isTexts(headers)) throw new BadLine('headers must be an object of texts');
  if (!isObject(body ?? null)) throw new BadLine('body is missing or no object');
  return { path: given, headers, body: body as JsonObject };
}

/** What becomes of a client's call under a configuration: at one of its deployments, or wherever the proxy sends it. */
export function throughProxy(
  { config, memory }: Running,
  call: ClientCall,
  { profile, choice }: { readonly profile: ProfileId; readonly choice: number | null },
): ProxyResult {
  const input = { config, call, memory, profile };
  return choice === null ? answerThroughProxy(input) : callThroughProxy({ ...input, choice });
}

/** `name: value` as curl takes it. Throws {@link UsageError}. */
export function headersOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((header) => {
      const at = header.indexOf(':');
      if (at < 1) throw new UsageError(`--header “${header}” is not written “name: value”.`);
      return [header.slice(0, at).trim().toLowerCase(), header.slice(at + 1).trim()];
    }),
  );
}
