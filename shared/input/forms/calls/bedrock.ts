import { parseJsonText } from '../../json-text.ts';
import { bedrockCall, present, without } from '../found.ts';
import type { Value } from '../value.ts';
import { valueOfJson, withHoles } from '../values-of-json.ts';
import { argumentsOf, called, type Known } from './known.ts';

/** The body of InvokeModel, which is JSON in a text. */
function bodyMembers(body: Value | undefined): Iterable<readonly [string, Value]> {
  if (body?.kind === 'map') return body.members;
  if (body?.kind !== 'text') return body ? [['body', body]] : [];
  const parsed = parseJsonText(body.text);
  const value = parsed.ok ? withHoles(valueOfJson(parsed.value), body.holes) : body;
  // What only a run tells stays open as a whole.
  return value.kind === 'map' ? value.members : [['body', value]];
}

const ENVELOPE = new Set([
  'modelId',
  'body',
  'contentType',
  'accept',
  'trace',
  'guardrailIdentifier',
  'guardrailVersion',
]);

/** A method of boto3's client, or a command of the AWS SDK for JavaScript. */
export const bedrock: Known['read'] = (call, language) => {
  const given = argumentsOf(call);
  if (!given.has('modelId')) return null;
  const modelId = given.get('modelId');
  const converse = /converse/i.test(call.callee);
  const stream = /stream/i.test(call.callee);
  const what = called(call, language);
  if (converse)
    return bedrockCall(what, { converse, stream, modelId, body: without(given, new Set(['modelId'])) });
  const left = present(given, ENVELOPE).filter((name) => name !== 'modelId' && name !== 'body');
  return bedrockCall(what, { converse, stream, modelId, body: bodyMembers(given.get('body')), left });
};
