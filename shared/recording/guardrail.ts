import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';

/** One thing that a policy of a guardrail found. */
export interface GuardrailFinding {
  readonly guardrail: string;
  readonly side: 'input' | 'output';
  /** The policy as the trace names it: `topicPolicy`, `contentPolicy`, `wordPolicy` … */
  readonly policy: string;
  /** What was found: a topic's or filter's name, a kind of personal data, a word. */
  readonly name: string;
  /** `BLOCKED`, `ANONYMIZED`, `NONE` …, as the trace says. */
  readonly action: string;
}

/** What a guardrail did to an answer. */
export interface Guardrail {
  readonly intervened: boolean;
  /** The service's own reason, for example `Guardrail blocked.`; null where it gives none. */
  readonly reason: string | null;
  readonly findings: readonly GuardrailFinding[];
}

/** A trace lists at most so many findings here; a longer one is cut. */
const MOST_FINDINGS = 200;

const NAMES = ['name', 'type', 'match', 'filterStrength'] as const;

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const items = (value: Json | undefined): readonly JsonObject[] =>
  (isArray(value) ? value : [value ?? null]).filter(isObject);

const readAssessment = (
  guardrail: string,
  side: GuardrailFinding['side'],
  assessment: JsonObject,
): readonly GuardrailFinding[] =>
  Object.entries(assessment)
    .filter(([policy]) => policy.endsWith('Policy'))
    .flatMap(([policy, content]) =>
      (isObject(content) ? Object.values(content) : [])
        .flatMap((list) => (isArray(list) ? items(list) : []))
        .flatMap((entry) => {
          const action = text(entry.action);
          const name = NAMES.map((key) => text(entry[key])).find((found) => found !== null);
          return action === null ? [] : [{ guardrail, side, policy, name: name ?? '', action }];
        }),
    );

/** Assessments by guardrail id: one, a list of them, or a list of such objects, as the routes differ. */
const readSide = (side: GuardrailFinding['side'], value: Json | undefined): readonly GuardrailFinding[] =>
  items(value).flatMap((byId) =>
    Object.entries(byId).flatMap(([id, assessments]) =>
      items(assessments).flatMap((assessment) => readAssessment(id, side, assessment)),
    ),
  );

const traceOf = (value: JsonObject): JsonObject | null => {
  for (const holder of [value['amazon-bedrock-trace'], value.trace]) {
    if (isObject(holder) && isObject(holder.guardrail)) return holder.guardrail;
  }
  return null;
};

/** Events of Converse that stand inside a chunk, as Nova sends them on invoke. */
const WRAPPED = ['metadata', 'messageStop'] as const;

/**
 * Reads what a guardrail did off a response body or one event of a stream, on both routes:
 * `amazon-bedrock-guardrailAction` and `amazon-bedrock-trace` (InvokeModel), `trace.guardrail` and
 * the stop reason `guardrail_intervened` (Converse, service model 2023-09-30 GuardrailTraceAssessment).
 * Null where it says nothing of a guardrail.
 */
export function readGuardrail(value: Json): Guardrail | null {
  if (!isObject(value)) return null;
  const inner = WRAPPED.map((key) => value[key]).find(isObject);
  const body = inner ? { ...value, ...inner } : value;
  const action = text(body['amazon-bedrock-guardrailAction']);
  const stopped = body.stopReason === 'guardrail_intervened' || body.stop_reason === 'guardrail_intervened';
  const trace = traceOf(body);
  if (action === null && !stopped && trace === null) return null;
  const findings = [
    ...readSide('input', trace?.input ?? trace?.inputAssessment),
    ...readSide('output', trace?.outputs ?? trace?.outputAssessments),
  ].slice(0, MOST_FINDINGS);
  return { intervened: action === 'INTERVENED' || stopped, reason: text(trace?.actionReason), findings };
}

/** The report with one more event taken in: an intervention stays, the fuller trace counts. */
export function mergeGuardrail(known: Guardrail | null, found: Guardrail | null): Guardrail | null {
  if (!known || !found) return found ?? known;
  return {
    intervened: known.intervened || found.intervened,
    reason: found.reason ?? known.reason,
    findings: found.findings.length > 0 ? found.findings : known.findings,
  };
}

/**
 * Whether an intervention ends the stream with this event although no stop reason says so: a
 * blocked answer of a family without one comes as a single chunk, with the trace or its closing
 * count in it. `first` is true for the first event.
 */
export function endsByGuardrail(value: Json, first: boolean): boolean {
  if (!isObject(value) || value['amazon-bedrock-guardrailAction'] !== 'INTERVENED') return false;
  return (
    first || isObject(value['amazon-bedrock-trace']) || typeof value.totalOutputTextTokenCount === 'number'
  );
}
