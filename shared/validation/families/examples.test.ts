import { describe, expect, test } from 'vitest';
import { isObject } from '../../json/json.ts';
import { child, valueAt } from '../../json/pointer.ts';
import { check } from '../testdata/check.ts';
import { EVERY_CALL, EXAMPLES } from '../testdata/examples.ts';
import { FAMILIES } from './index.ts';

describe('every family', () => {
  test('that has rules has an example for each form of call', () => {
    const having = (operation: string): ReadonlySet<string> =>
      new Set(EXAMPLES.filter((example) => example.operation === operation).map(({ family }) => family));
    const [invoked, started] = [having('InvokeModel'), having('StartAsyncInvoke')];
    const missing = FAMILIES.filter(
      ({ id, rules, async }) => (rules && !invoked.has(id)) || (async && !started.has(id)),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test.each(EXAMPLES)('$family takes its example by $operation', ({ operation, modelId, body }) => {
    const { kind, message, problems } = check(operation, modelId, body);
    // That a model has come to its end says nothing of its example.
    const aboutBody = problems.filter(({ pointer }) => pointer !== '');
    expect([kind, message, aboutBody]).toEqual(['accepted', '', []]);
  });

  test('refuses what is no body of its own', () => {
    for (const { modelId } of EXAMPLES.filter(({ operation }) => operation === 'InvokeModel'))
      expect([modelId, check('InvokeModel', modelId, { nonsense: 1 }).kind]).toEqual([modelId, 'refused']);
  });

  test('a model takes its example by an operation, or says which it does not take', () => {
    for (const { modelId, operation, body } of EVERY_CALL) {
      const { kind, message } = check(operation, modelId, body);
      if (kind === 'refused')
        expect([modelId, operation, message]).toEqual([
          modelId,
          operation,
          expect.stringMatching(/unsupported for streaming|doesn't support|isn't supported/),
        ]);
    }
  });

  test('points at a foreign member whatever signs its name holds', () => {
    const name = 'a/b~c';
    const blind = EVERY_CALL.flatMap(({ modelId, operation, body }) => {
      if (!isObject(body)) return [];
      const bodies = [
        { ...body, [name]: 1 },
        { ...body, additionalModelRequestFields: { [name]: 1 } },
        // Without the members that it must have, the model may speak of others by name.
        { [name]: 1 },
      ];
      return bodies.flatMap((odd) =>
        check(operation, modelId, odd)
          .problems.filter(({ key }) => key === name)
          .flatMap(({ pointer, fixes }) => [
            pointer.endsWith(child('', name)) ? pointer : `${pointer}${child('', name)}`,
            ...fixes.flatMap((fix) => (fix.kind === 'drop' ? [fix.pointer] : [])),
          ])
          .filter((pointer) => valueAt(odd, pointer) === undefined)
          .map((pointer) => `${modelId} ${operation}: ${pointer}`),
      );
    });
    expect(blind).toEqual([]);
  });
});
