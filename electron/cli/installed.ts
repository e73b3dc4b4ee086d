import { randomUUID } from 'node:crypto';
import type { InstalledAnswer } from '../../shared/contract/installed.ts';
import type { FormChoice } from '../../shared/input/forms.ts';
import { isObject } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ModuleSettings } from '../../shared/pipeline/call/result.ts';
import { dumps } from '../../shared/pipeline/python/json.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { installedAnswer } from '../installed/answer.ts';
import { asking } from '../installed/ask.ts';
import type { InstalledOutcome } from '../installed/call.ts';
import { NoLiteLLM, pythonAt } from '../installed/pythons.ts';
import { InstalledWorker } from '../installed/worker.ts';
import { grouped, parseLine } from './batch.ts';
import { BadLine, type ExitCode, UsageError } from './command.ts';
import { linesOf, textOf } from './input.ts';
import { readLine } from './outcomes.ts';
import type { Output } from './output.ts';

export interface InstalledSettings {
  readonly route?: Route | undefined;
  readonly form: FormChoice;
  readonly settings?: ModuleSettings | undefined;
  readonly call: number;
  /** Whether the body is told byte for byte, too. */
  readonly raw: boolean;
}

type Answered = Extract<InstalledAnswer, { kind: 'answered' }>;

/** The LiteLLM of a Python, ready to be asked. Rejects with {@link UsageError} where there is none. */
class Installed {
  private constructor(
    readonly version: string,
    readonly python: string,
    readonly worker: InstalledWorker,
  ) {}

  static async at(given: string): Promise<Installed> {
    try {
      const python = await pythonAt(given);
      const worker = new InstalledWorker(python);
      return new Installed(await worker.ready, python.path, worker);
    } catch (error) {
      if (error instanceof NoLiteLLM) throw new UsageError(`--python: ${error.message}`);
      throw new UsageError(
        `--python: LiteLLM cannot be started. ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

const redactor = new Redactor(randomUUID());

const presentOutcome = (outcome: InstalledOutcome, raw: boolean): object => {
  if (outcome.kind === 'sent') {
    const { path, headers, bodyText } = outcome;
    return { path, headers, body: JSON.parse(bodyText) as unknown, ...(raw ? { raw: bodyText } : {}) };
  }
  const { type, message } = outcome;
  return {
    error:
      outcome.kind === 'refused' && outcome.params ? { type, params: outcome.params } : { type, message },
  };
};

async function ask(
  { version, python, worker }: Installed,
  text: string,
  { route, form, settings, call, raw }: InstalledSettings,
): Promise<{ readonly told: object; readonly answer: Answered }> {
  const made = asking({ text, route: route ?? 'auto', form, settings, call, version }, null, redactor);
  if (!made.ok) throw new BadLine(made.why);
  const outcome = await worker.ask(made.asking.call);
  const answer = installedAnswer(made.asking, outcome, { version, python });
  if (answer.kind !== 'answered') throw new BadLine(answer.why);
  const { differences, more } = answer;
  const told = {
    litellm: version,
    ...presentOutcome(outcome, raw),
    differences,
    ...(more > 0 ? { more } : {}),
  };
  return { told, answer };
}

/** `transform --python PATH FILE`: what the LiteLLM of that Python really sends, and where Strata has something else. */
export async function runInstalled(
  given: string,
  file: string,
  settings: InstalledSettings,
  output: Output,
): Promise<ExitCode> {
  const text = await textOf(file);
  const installed = await Installed.at(given);
  try {
    const { told, answer } = await ask(installed, text, settings);
    await output.line(JSON.stringify(told, null, 2));
    const count = answer.differences.length + answer.more;
    output.complain(
      `LiteLLM ${installed.version}, installed here (${installed.python}): ${count === 0 ? 'Strata has the same, byte for byte' : `Strata differs in ${count} place${count === 1 ? '' : 's'}`}.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    output.complain(error.message);
    return 2;
  } finally {
    installed.worker.close();
  }
}

/** The same for each line of a batch. */
export async function runInstalledBatch(
  given: string,
  source: string,
  settings: InstalledSettings,
  output: Output,
): Promise<ExitCode> {
  const installed = await Installed.at(given);
  let bad = false;
  try {
    for await (const { first, texts } of grouped(source, linesOf(source))) {
      for (const [index, text] of texts.entries()) {
        if (text.trim() === '') continue;
        try {
          const { id = null, request, ...line } = parseLine(text);
          if (!isObject(request)) throw new BadLine('request is missing or no object');
          const { recognised } = readLine({ request, ...line }, request, settings.form);
          const { told } = await ask(installed, dumps(request), { ...settings, form: recognised.form });
          await output.line(JSON.stringify({ id, ...told }));
        } catch (error) {
          if (installed.worker.ended) throw error;
          bad = true;
          output.complain(`line ${first + index}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  } finally {
    installed.worker.close();
  }
  return bad ? 2 : 0;
}
