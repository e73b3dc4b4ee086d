import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Check } from '../../family.ts';
import { found } from './found.ts';

const POINTER = '/output_config/effort';

const configOf = (body: JsonObject): JsonObject =>
  isObject(body.output_config ?? null) ? (body.output_config as JsonObject) : {};

/** What stands before the value of a key, where an object is written without spaces. */
function until(key: string, object: JsonObject): string {
  const entries = Object.entries(object);
  const before = entries.slice(
    0,
    entries.findIndex(([name]) => name === key),
  );
  const written = JSON.stringify(Object.fromEntries(before)).slice(0, -1);
  return `${written}${before.length > 0 ? ',' : ''}${JSON.stringify(key)}:`;
}

/** How far the body is read when a level turns out to be none: without spaces, and without what is of Bedrock alone. */
function column(body: JsonObject, effort: Json): number {
  const { anthropic_version: _version, anthropic_beta: _betas, ...rest } = body;
  const read = until('output_config', rest) + until('effort', configOf(body)) + JSON.stringify(effort);
  return new TextEncoder().encode(read).length;
}

const known: Check = (body, { row }) => {
  const { effort } = configOf(body);
  const levels = row.effort?.is ?? [];
  if (row.effortSaidBy?.is !== 'reader' || typeof effort !== 'string' || levels.includes(effort)) return [];
  const names = [...levels, 'Unhandled'].map((level) => `\`${level}\``).join(', ');
  return [
    found({
      pointer: POINTER,
      sentence: `unknown variant \`${effort}\`, expected one of ${names} at line 1 column ${column(body, effort)}`,
      why: 'The level of effort is none that the model knows.',
      source: row.effortSaidBy.evidence,
      fixes: [{ kind: 'drop', pointer: POINTER }],
    }),
  ];
};

const needsThinking: Check = (body, { row }) => {
  const { effort } = configOf(body);
  const { type } = isObject(body.thinking ?? null) ? (body.thinking as JsonObject) : {};
  if (!row.effortThinks || !['disabled', 'between_tools'].includes(String(type))) return [];
  if (typeof effort !== 'string') return [];
  if (!row.effortThinks.is.includes(effort)) return [];
  return [
    found({
      pointer: POINTER,
      sentence: `output_config.effort '${effort}' is not supported when thinking is disabled on this model. Use effort 'high' or below, or enable thinking.`,
      why: 'The deepest levels of effort need thinking.',
      source: row.effortThinks.evidence,
      fixes: [
        { kind: 'set', pointer: POINTER, value: 'high' },
        { kind: 'drop', pointer: '/thinking' },
      ],
    }),
  ];
};

/** Rules about the level of effort. */
export const EFFORT_CHECKS: readonly Check[] = [known, needsThinking];
