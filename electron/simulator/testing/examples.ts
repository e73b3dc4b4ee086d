import { lookUp } from '../../../shared/json/look-up.ts';
import type { ModelOperation, Operation } from '../../../shared/validation/problem.ts';
import { EVERY_CALL, mutated } from '../../../shared/validation/testdata/examples.ts';
import type { Posted } from './compare.ts';

const SUFFIX: Readonly<Record<ModelOperation, string>> = {
  InvokeModel: 'invoke',
  InvokeModelWithResponseStream: 'invoke-with-response-stream',
  Converse: 'converse',
  ConverseStream: 'converse-stream',
  CountTokens: 'count-tokens',
};

/** Where a call is posted; null for operations that are no posts. */
export function pathOf(operation: Operation, modelId: string): string | null {
  const suffix = lookUp(SUFFIX, operation);
  if (suffix !== undefined) return `/model/${encodeURIComponent(modelId)}/${suffix}`;
  if (operation === 'StartAsyncInvoke') return '/async-invoke';
  const [guardrail, version] = modelId.split(':');
  return operation === 'ApplyGuardrail' ? `/guardrail/${guardrail}/version/${version}/apply` : null;
}

const POSTED = EVERY_CALL.flatMap(({ operation, modelId, body }) => {
  const path = pathOf(operation, modelId);
  return path === null ? [] : [{ path, body }];
});

/** The examples of every family, by every operation that is posted. */
export const exampleBodies = (): readonly Posted[] =>
  POSTED.map(({ path, body }) => ({ path, body: JSON.stringify(body) }));

/** The same with one change each. */
export const changedExamples = (): readonly Posted[] =>
  POSTED.flatMap(({ path, body }) =>
    mutated(body).map((changed) => ({ path, body: JSON.stringify(changed) })),
  );
