import type { InputProblem, TextRange } from '../input/text-range.ts';
import { isArray, isObject, type Json, type JsonObject, objectOf } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import type { ConfigRange } from './include/merged-root.ts';
import { type ConfigText, type MissingFile, mergeIncludes } from './includes.ts';

/** One entry of `model_list`: what the proxy calls when a client asks for `name`. */
export interface Deployment {
  /** `model_name`: the alias that clients ask for; may hold `*`. */
  readonly name: string;
  /** `litellm_params.model` as written; may hold `*`. */
  readonly model: string;
  readonly params: JsonObject;
  /** `model_info`. */
  readonly info: JsonObject;
  /** Pointer of its entry in the configuration, for example `/model_list/3`. */
  readonly pointer: Pointer;
}

/** A LiteLLM proxy's configuration as far as it decides what is sent. */
export interface ProxyConfig {
  readonly deployments: readonly Deployment[];
  readonly litellmSettings: JsonObject;
  readonly routerSettings: JsonObject;
  readonly generalSettings: JsonObject;
  /** `credential_list` by name: its values, and where they stand. */
  readonly credentials: ReadonlyMap<string, { readonly values: JsonObject; readonly pointer: Pointer }>;
  /** Where the value at a pointer of the configuration stands in its text, or in that of a file that it includes. */
  readonly rangeOf: (pointer: Pointer) => ConfigRange | null;
  readonly warnings: readonly InputProblem[];
}

export type ReadConfig = (
  | { readonly ok: true; readonly config: ProxyConfig }
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
) & {
  /** Files that `include` names and that are not here; what they hold is not in it. */
  readonly missing: readonly MissingFile[];
};

const START: TextRange = { from: 0, to: 0, line: 1, column: 1 };

class Reading {
  readonly problems: InputProblem[] = [];
  readonly warnings: InputProblem[] = [];
  readonly rangeOf: ProxyConfig['rangeOf'];

  constructor(rangeOf: ProxyConfig['rangeOf']) {
    this.rangeOf = rangeOf;
  }

  fail(message: string, hint: string, at: Pointer): void {
    this.problems.push({ message, hint, ...this.#placeOf(at) });
  }

  warn(message: string, hint: string, at: Pointer): void {
    this.warnings.push({ message, hint, ...this.#placeOf(at) });
  }

  #placeOf(at: Pointer): Pick<InputProblem, 'range' | 'file'> {
    const place = this.rangeOf(at);
    if (!place) return { range: START };
    const { file, ...range } = place;
    return file === null ? { range } : { range, file };
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
  const info = entry.model_info ?? null;
  return { name, model: given.model, params: given, info: isObject(info) ? info : {}, pointer };
}

function readSection(root: JsonObject, key: string, reading: Reading): JsonObject {
  const section = root[key] ?? null;
  if (isObject(section)) return section;
  if (section !== null) {
    reading.fail(`${key} is no mapping`, 'Write one “name: value” a line, indented.', child('', key));
  }
  return {};
}

function readCredentials(list: Json): ProxyConfig['credentials'] {
  const entries = (isArray(list) ? list : []).flatMap((entry, i) => {
    const name = isObject(entry) ? (entry.credential_name ?? null) : null;
    const values = isObject(entry) ? (entry.credential_values ?? null) : null;
    if (typeof name !== 'string' || !isObject(values)) return [];
    return [[name, { values, pointer: `/credential_list/${i}/credential_values` as Pointer }] as const];
  });
  return new Map(entries);
}

/** Parts of a proxy that may change a call before it is made, and what Strata does with them: nothing. */
function warnAboutHooks(root: JsonObject, reading: Reading): void {
  const guardrails = root.guardrails ?? null;
  if (isArray(guardrails) && guardrails.length > 0) {
    reading.warn(
      'Guardrails may refuse or change a call before it is made, which is not shown here',
      'Each that is on by default, or named by a call, comes first.',
      '/guardrails',
    );
  }
  const settings = isObject(root.litellm_settings ?? null) ? (root.litellm_settings as JsonObject) : {};
  const callbacks = settings.callbacks ?? null;
  const named = isArray(callbacks) ? callbacks : [callbacks];
  const own = named.filter((name) => typeof name === 'string' && name.includes('.'));
  if (own.length > 0) {
    reading.warn(
      `The callback ${String(own[0])} is a program of yours and may change a call, which is not shown here`,
      'Its async_pre_call_hook, where it has one, runs before the call is made.',
      '/litellm_settings/callbacks',
    );
  }
}

/** What a proxy tells Bedrock of the key that a call came with: nothing that a configuration tells. */
function warnAboutIdentity(root: JsonObject, reading: Reading): void {
  const fields = objectOf(root.litellm_settings).bedrock_request_metadata_fields ?? null;
  if (!isArray(fields) || fields.length === 0) return;
  reading.warn(
    'Since LiteLLM 1.99 each call carries what these fields say of its key and of spend_logs_metadata, which is not shown here',
    'On Converse it joins requestMetadata, on InvokeModel it is the header X-Amzn-Bedrock-Request-Metadata.',
    '/litellm_settings/bedrock_request_metadata_fields',
  );
}

/** Deployments of a team: whose key a client has is nothing that a configuration tells. */
function warnAboutTeams(deployments: readonly Deployment[], reading: Reading): void {
  const own = deployments.find(({ info }) => typeof info.team_id === 'string');
  if (!own) return;
  reading.warn(
    `“${own.name}” has a team_id: it serves keys of that team alone, by its team_public_model_name; Strata shows it for every key`,
    'A key of another team is refused by the proxy itself.',
    child(child(own.pointer, 'model_info'), 'team_id'),
  );
}

/** Aliases that keep a proxy from starting, and those that lead nowhere. */
function checkAliases(root: JsonObject, deployments: readonly Deployment[], reading: Reading): void {
  const router = root.router_settings ?? null;
  const aliases = isObject(router) ? (router.model_group_alias ?? null) : null;
  if (!isObject(aliases)) return;
  const named = (name: string): boolean =>
    deployments.some(
      (deployment) => deployment.name === name || deployment.model === name || deployment.name.includes('*'),
    );
  for (const [alias, target] of Object.entries(aliases)) {
    const at = child('/router_settings/model_group_alias', alias);
    const name = typeof target === 'string' ? target : isObject(target) ? (target.model ?? null) : null;
    if (typeof name !== 'string') {
      reading.fail(
        `The alias “${alias}” names no model`,
        'Write “alias: model_name”, or “model: model_name” below it: a proxy does not start with this.',
        at,
      );
    } else if (!named(name)) {
      const again = Object.hasOwn(aliases, name);
      reading.warn(
        again
          ? `The alias “${alias}” leads to “${name}”, which is an alias itself: the router follows one only`
          : `The alias “${alias}” leads to “${name}”, which no deployment is called`,
        'Let it name the model_name of a deployment.',
        at,
      );
    }
  }
}

/**
 * Reads the text of a LiteLLM proxy's `config.yaml`, with the files that it includes where they are given. Problems and
 * warnings carry line and column. Values named by `os.environ/NAME` stay as they are written: nothing is looked up.
 */
export function readConfig(given: string | ConfigText): ReadConfig {
  const merged = mergeIncludes(typeof given === 'string' ? { text: given, name: null, included: {} } : given);
  const { root, rangeOf, missing } = merged;
  if (merged.problems.length > 0) return { ok: false, problems: merged.problems, missing };
  const reading = new Reading(rangeOf);
  reading.warnings.push(...missing.map(({ problem }) => problem), ...merged.warnings);
  if (!isObject(root)) {
    reading.fail('This is no LiteLLM configuration', 'It is a mapping with “model_list:”.', '');
    return { ok: false, problems: reading.problems, missing };
  }
  const list = root.model_list ?? null;
  if (list !== null && !isArray(list)) {
    reading.fail('model_list is no list', 'Begin each deployment with “- model_name: …”.', '/model_list');
  }
  warnAboutHooks(root, reading);
  warnAboutIdentity(root, reading);
  const deployments = (isArray(list) ? list : []).flatMap((entry, i) => {
    const deployment = readDeployment(entry, child('/model_list', i), reading);
    return deployment ? [deployment] : [];
  });
  checkAliases(root, deployments, reading);
  warnAboutTeams(deployments, reading);
  const config: ProxyConfig = {
    deployments,
    litellmSettings: readSection(root, 'litellm_settings', reading),
    routerSettings: readSection(root, 'router_settings', reading),
    generalSettings: readSection(root, 'general_settings', reading),
    credentials: readCredentials(root.credential_list ?? null),
    rangeOf,
    warnings: reading.warnings,
  };
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems, missing };
  if (deployments.length === 0) {
    reading.fail('The configuration names no deployment', 'Add “model_list:” with at least one entry.', '');
    return { ok: false, problems: [...missing.map(({ problem }) => problem), ...reading.problems], missing };
  }
  return { ok: true, config, missing };
}
