import { NOTHING_CARRIED } from '../../shared/input/carried.ts';
import { dialectOf, formOf } from '../../shared/input/dialect.ts';
import { FORM_IDS, FORMS, type FormChoice } from '../../shared/input/forms.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { bodyText } from '../../shared/pipeline/body-text.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { TransformInput, TransformResult } from '../../shared/pipeline/call/result.ts';
import type { LedgerEntry } from '../../shared/pipeline/ledger/entry.ts';
import type { ProxyResult } from '../../shared/proxy/call.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import { enter, type Readable } from '../inspector/enter.ts';
import { BadLine } from './command.ts';

/** How a request is transformed, and what of the outcome is told. */
export type Settings = Pick<TransformInput, 'profile' | 'settings'> & {
  readonly route?: Route | undefined;
  readonly explain: boolean;
  readonly raw: boolean;
  readonly form: FormChoice;
  /** Which of a text's several calls, from 0. */
  readonly call: number;
};

const explained = (entry: LedgerEntry): object => ({
  fate: entry.rule.fate,
  from: entry.from,
  to: entry.to,
  stage: entry.rule.stage,
  rule: entry.rule.id,
  severity: entry.rule.severity,
  why: entry.rule.text,
  source: entry.rule.source,
});

function outcome(result: TransformResult, request: JsonObject, raw: boolean): object {
  if (result.kind === 'outgoing') {
    const { path, headers, body, more } = result.outgoing;
    return {
      path,
      headers,
      body,
      ...(more ? { more } : {}),
      ...(raw ? { raw: bodyText(body, result.ledger, request) } : {}),
    };
  }
  const { type, params, message } = result.error;
  return { error: params ? { type, params } : { type, message } };
}

function present(
  { api, request, direct, entry }: Pick<TransformInput, 'api' | 'request' | 'direct' | 'entry'>,
  { profile, route, settings, explain, raw }: Settings,
): object {
  const result = transformAsProfile({
    api,
    request,
    profile,
    ...(direct ? { direct } : entry ? { entry } : route ? { route } : {}),
    ...(settings ? { settings } : {}),
  });
  return {
    ...outcome(result, request, raw),
    ...(explain ? { ledger: result.ledger.entries.map(explained) } : {}),
  };
}

/** The outcome of a request that was read out of a text, with the path and headers that it has there. */
export function presentRead(read: Readable, settings: Settings): object {
  const entrance = { read, config: null, deployment: 0, settings: settings.settings ?? {} };
  const result = enter(read.request, entrance, settings.profile);
  if (!result.ok) return { error: { type: result.error.type, message: result.error.message } };
  const { input } = result.entered;
  return present(input, settings);
}

/** The outcome of a client's call to a proxy, as {@link outcome} of a call to LiteLLM. */
export function presentProxied(result: ProxyResult, { explain, raw }: Settings): object {
  if (result.kind === 'refused-by-proxy') return { error: { type: result.type, message: result.message } };
  const { request, origins, losses, chosen, candidates } = result.call;
  const { warnings } = result;
  const ledger = {
    deployment: { name: chosen.deployment.name, model: chosen.model, of: candidates.length },
    request,
    origins: Object.fromEntries(origins),
    losses,
    warnings,
    ledger: result.result.ledger.entries.map(explained),
  };
  return { ...outcome(result.result, request, raw), ...(explain ? ledger : {}) };
}

/** A batch line's request in the form that the line or the user names, or its own signs tell. */
export function readLine(line: JsonObject, request: JsonObject, choice: FormChoice): Readable {
  const named = FORM_IDS.find((id) => id === line.api);
  if (line.api !== undefined && !named) {
    const forms = FORM_IDS.map((id) => JSON.stringify(id)).join(' or ');
    throw new BadLine(`api is ${forms}, not ${JSON.stringify(line.api)}`);
  }
  const recognised = formOf(request, named ?? choice);
  const { form } = recognised;
  const { api } = FORMS[form];
  return {
    ok: true,
    dialect: dialectOf(form, request),
    api,
    recognised,
    request,
    carried: NOTHING_CARRIED,
    warnings: [],
    asTyped: false,
  };
}
