import { z } from 'zod';
import { differences } from '../../../shared/json/difference.ts';
import type { Json } from '../../../shared/json/json.ts';
import { type Pointer, valueAt } from '../../../shared/json/pointer.ts';
import type { TransformInput } from '../../../shared/pipeline/call/result.ts';
import { predict } from '../../inspector/predict.ts';
import {
  type CallInput,
  callInput,
  listOf,
  profileAnswer,
  profileInput,
  profileOutput,
  readCall,
  readProfile,
} from '../request-input.ts';
import { defineTool } from '../tool.ts';

const MOST = 40;
/** Values are cut to so many characters. */
const LONGEST = 120;

function shown(body: Json, at: Pointer): string | null {
  const text = JSON.stringify(valueAt(body, at));
  return text === undefined ? null : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const side = z
  .object({ profile: profileInput.optional(), route: z.enum(['invoke', 'converse']).optional() })
  .describe('What this side is made with; what is left out is as in the call');

function outcomeOf(input: TransformInput) {
  const { result, verdict } = predict(input);
  if (result.kind !== 'outgoing') {
    const { type, message } = result.error;
    return { body: null, answer: { sent: false, kind: result.kind, type, message } };
  }
  const { outgoing, model } = result;
  return {
    body: outgoing.body,
    answer: {
      sent: true,
      route: model.route,
      path: outgoing.path,
      status: verdict?.status ?? null,
      message: verdict?.message ?? '',
    },
  };
}

export const compare = defineTool({
  name: 'compare',
  title: 'One request made two ways: releases or routes',
  description:
    'Makes the body of one request twice, under two LiteLLM releases or on two routes (invoke, converse), and gives the places where the bodies differ and what Bedrock answers to each. Use it before an upgrade or a change of route.',
  input: {
    request: callInput.request,
    api: callInput.api,
    drop_params: callInput.drop_params,
    modify_params: callInput.modify_params,
    a: side,
    b: side,
  },
  output: {
    a: z.looseObject(profileOutput),
    b: z.looseObject(profileOutput),
    same_body: z.boolean(),
    differences: listOf({ at: z.string(), a: z.string().nullable(), b: z.string().nullable() }),
    more: z.boolean(),
  },
  run: async ({ a, b, ...shared }) => {
    const make = ({
      profile: name,
      route,
    }: {
      readonly profile?: string | undefined;
      readonly route?: 'invoke' | 'converse' | undefined;
    }) => {
      const profile = readProfile(name);
      const call: CallInput = { ...shared, profile: name, route };
      return { profile, ...outcomeOf(readCall(call, profile)) };
    };
    const [left, right] = [make(a), make(b)];
    const [one, other] = [left.body, right.body];
    const places = one && other ? differences(one, other) : [];
    return {
      a: { ...profileAnswer(left.profile), ...left.answer },
      b: { ...profileAnswer(right.profile), ...right.answer },
      same_body: one !== null && other !== null && places.length === 0,
      differences: places.slice(0, MOST).map((at) => ({
        at,
        a: one && shown(one, at),
        b: other && shown(other, at),
      })),
      more: places.length > MOST,
    };
  },
});
