import type { InputProblem, TextRange } from '../input/text-range.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { parseYamlText } from './yaml-text.ts';

/** One entry of `model_list`: what the proxy calls when a client asks for `name`. */
export interface Deployment {
  /** `model_name`: the alias that clients ask for; may hold `*`. */
  readonly name: string;
  /** `litellm_params.model` as written; may hold `*`. */
  readonly model: string;
  readonly params: JsonObject;
  /** Pointer of its entry in the configuration, for example `/model_list/3`. */
  readonly pointer: Pointer;
}

/** A LiteLLM proxy's configuration as far as it decides what is sent. */
export interface ProxyConfig {
  readonly deployments: readonly Deployment[];
  readonly litellmSettings: JsonObject;
  readonly routerSettings: JsonObject;
  readonly generalSettings: JsonObject;
  /** Where the value at a pointer of the configuration stands in its text. */
  readonly rangeOf: (pointer: Pointer) => TextRange | null;
  readonly warnings: readonly InputProblem[];
}

export type ReadConfig =
  | { readonly ok: true; readonly config: ProxyConfig }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

const START: TextRange = { from: 0, to: 0, line: 1, column: 1 };

class Reading {
  readonly problems: InputProblem[] = [];
  readonly warnings: InputProblem[] = [];
  readonly rangeOf: (pointer: Pointer) => TextRange | null;

  constructor(rangeOf: (pointer: Pointer) => TextRange | null) {
    this.rangeOf = rangeOf;
  }

  fail(message: string, hint: string, at: Pointer): void {
    this.problems.push({ message, hint, range: this.rangeOf(at) ?? START });
  }

  warn(message: string, hint: string, at: Pointer): void {
    this.warnings.push({ message, hint, range: this.rangeOf(at) ?? START });
  }
}

function readDeployment(entry: Json, pointer: Pointer, reading: Reading): Deployment | null {
  if (!isObject(entry)) {
    reading.fail(
      'An entry of model_list is no mapping',
      'Write “- model_name: …” and “litellm_params:”.',
      pointer,
    );
    return null;
  }
  const { model_name: name, litellm_params: params } = entry;
  if (typeof name !== 'string' || name === '') {
    reading.fail(
      'This deployment has no model_name',
      'Add “model_name: …”, the name that clients ask for.',
      pointer,
    );
    return null;
  }
  const at = child(pointer, 'litellm_params');
  if (!isObject(params ?? null)) {
    reading.fail(
      `The deployment “${name}” has no litellm_params`,
      'Add “litellm_params:” with a “model:”.',
      pointer,
    );
    return null;
  }
  const given = params as JsonObject;
  if (typeof given.model !== 'string' || given.model === '') {
    reading.fail(
      `The deployment “${name}” names no model`,
      'Add “model: bedrock/…” to its litellm_params.',
      at,
    );
    return null;
  }
  return { name, model: given.model, params: given, pointer };
}

function readSection(root: JsonObject, key: string, reading: Reading): JsonObject {
  const section = root[key] ?? null;
  if (isObject(section)) return section;
  if (section !== null) {
    reading.fail(`${key} is no mapping`, 'Write one “name: value” a line, indented.', child('', key));
  }
  return {};
}

/**
 * Reads the text of a LiteLLM proxy's `config.yaml`. Problems and warnings carry line and column.
 * Values named by `os.environ/NAME` stay as they are written: nothing is looked up.
 */
export function readConfig(text: string): ReadConfig {
  const yaml = parseYamlText(text);
  if (!yaml.ok) return yaml;
  const reading = new Reading(yaml.rangeOf);
  reading.warnings.push(...yaml.warnings);
  const root = yaml.value;
  if (!isObject(root)) {
    reading.fail('This is no LiteLLM configuration', 'It is a mapping with “model_list:”.', '');
    return { ok: false, problems: reading.problems };
  }
  const list = root.model_list ?? null;
  if (list !== null && !isArray(list)) {
    reading.fail('model_list is no list', 'Begin each deployment with “- model_name: …”.', '/model_list');
  }
  if (root.include !== undefined) {
    reading.warn('The files named by include are not read', 'Paste their model_list here, too.', '/include');
  }
  const deployments = (isArray(list) ? list : []).flatMap((entry, i) => {
    const deployment = readDeployment(entry, child('/model_list', i), reading);
    return deployment ? [deployment] : [];
  });
  const config: ProxyConfig = {
    deployments,
    litellmSettings: readSection(root, 'litellm_settings', reading),
    routerSettings: readSection(root, 'router_settings', reading),
    generalSettings: readSection(root, 'general_settings', reading),
    rangeOf: yaml.rangeOf,
    warnings: reading.warnings,
  };
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
  if (deployments.length === 0) {
    reading.fail('The configuration names no deployment', 'Add “model_list:” with at least one entry.', '');
    return { ok: false, problems: reading.problems };
  }
  return { ok: true, config };
}
