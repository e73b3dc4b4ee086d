import type { InstalledAnswer, SentOrNot } from '../../shared/contract/installed.ts';
import { isObject, type Json } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { numberAsWritten } from '../../shared/json/texts.ts';
import { bodyLaidOut, bodyText } from '../../shared/pipeline/body-text.ts';
import { compared, mismatch, type Recorded } from '../../shared/pipeline/mismatch.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { transform } from '../../shared/pipeline/transform.ts';
import type { Asking } from './ask.ts';
import type { InstalledOutcome } from './call.ts';

/** Ids that LiteLLM makes up; both sides have this one in their place. */
const RANDOM = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const SOME_UUID = '00000000-0000-4000-8000-000000000000';

/** So many differences are told. */
const MOST_TOLD = 40;
/** UTF-16 units of a message that are shown; a trace of Python's is none of it. */
const LONGEST = 2_000;

const withoutTrace = (message: string): string =>
  message.replace(/\s*\nTraceback \(most recent call last\)[\s\S]*$/, '').slice(0, LONGEST);

function parsed(text: string): Json {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

/** What a LiteLLM did, as a recording would have it. */
function recorded(
  outcome: InstalledOutcome,
  given: string,
): (Recorded & { readonly text?: string }) | undefined {
  if (outcome.kind === 'crashed') return undefined;
  if (outcome.kind === 'refused') {
    const { type, params } = outcome;
    return { id: 'installed', error: params ? { type, params } : { type } };
  }
  const known = (text: string): string =>
    text.replace(RANDOM, (found) => (given.includes(found) ? found : SOME_UUID));
  const text = known(outcome.bodyText);
  return { id: 'installed', path: known(outcome.path), headers: outcome.headers, body: parsed(text), text };
}

function realOf(outcome: InstalledOutcome, known: ReturnType<typeof recorded>): SentOrNot {
  if (outcome.kind !== 'sent')
    return { kind: outcome.kind, message: `${outcome.type}: ${withoutTrace(outcome.message)}` };
  const body = known?.body ?? null;
  const laidOut = isObject(body) ? layOut(body, numberAsWritten) : outcome.bodyText;
  const { path, headers, bodyText: text } = outcome;
  return { kind: 'sent', path, headers, bodyText: laidOut, bodyBytes: Buffer.byteLength(text) };
}

/** Where two texts begin to differ. */
function byteDifference(real: string, model: string): readonly string[] {
  if (real === model) return [];
  let at = 0;
  while (real[at] === model[at]) at++;
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 20));
  return [`byte ${at}: sent ${around(real)}, Strata has ${around(model)}`];
}

/** What was really sent beside what Strata says of the same version. `version` is LiteLLM's own. */
export function installedAnswer(
  { call, input }: Asking,
  outcome: InstalledOutcome,
  { version, python }: { readonly version: string; readonly python: string },
): InstalledAnswer {
  const result = transform(input);
  const real = recorded(outcome, call.requestText);
  const known = compared(real, profileOf(input.profile).release);
  const values = mismatch(known, result);
  const modelText =
    result.kind === 'outgoing' ? bodyText(result.outgoing.body, result.ledger, input.request) : '';
  const bytes =
    values.length === 0 && known === real && known?.text !== undefined
      ? byteDifference(known.text, modelText)
      : [];
  const differences = [...values, ...bytes];
  const model: SentOrNot =
    result.kind === 'outgoing'
      ? {
          kind: 'sent',
          path: result.outgoing.path,
          headers: result.outgoing.headers,
          bodyText: bodyLaidOut(result.outgoing.body, result.ledger, input.request),
          bodyBytes: Buffer.byteLength(modelText),
        }
      : { kind: result.kind, message: `${result.error.type}: ${result.error.message}` };
  return {
    kind: 'answered',
    version,
    python,
    profile: input.profile,
    real: realOf(outcome, known),
    model,
    differences: differences.slice(0, MOST_TOLD),
    more: Math.max(0, differences.length - MOST_TOLD),
    caseText:
      differences.length === 0 ? null : caseOf(call.api, call.requestText, outcome, version, differences),
    ms: outcome.ms,
  };
}

/** A case as `oracle/record.py --cases` takes it, with what the installed LiteLLM made of it. */
function caseOf(
  api: string,
  requestText: string,
  outcome: InstalledOutcome,
  version: string,
  differences: readonly string[],
): string {
  const { ms: _, ...made } = outcome;
  const rest = JSON.stringify({ litellm: version, made, differences: differences.slice(0, MOST_TOLD) }).slice(
    1,
  );
  return `{"id":"installed","api":${JSON.stringify(api)},"request":${requestText},${rest}\n`;
}
