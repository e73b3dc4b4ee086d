import type { TransformResult } from '../pipeline/call/result.ts';
import { transformAsProfile } from '../strict/transform-as-profile.ts';
import { prepareCall } from './prepare-call.ts';
import type { PreparedCall, ProxyInput } from './prepared-call.ts';
import type { ProxyRefusal } from './refusal.ts';

export type ProxyResult =
  | ProxyRefusal
  | {
      readonly kind: 'called';
      readonly call: PreparedCall;
      readonly result: TransformResult;
      /** What the call does to the proxy itself, in whole sentences. */
      readonly warnings: readonly string[];
    };

/** What a call does to the proxy that makes it, once it is known which form it takes. */
export const warningsOf = ({ leaves, together }: PreparedCall, native: boolean): readonly string[] => [
  ...(leaves && !native ? [LEAKED_HEADERS] : []),
  ...(together ? [CALLED_TOGETHER] : []),
];

/**
 * Takes a client's call through a proxy's configuration and LiteLLM's stages: what is sent to Bedrock, or
 * who refuses it. Never throws for bad input.
 */
export function callThroughProxy(input: ProxyInput): ProxyResult {
  const prepared = prepareCall(input);
  if (prepared.kind !== 'prepared') return prepared;
  const { call } = prepared;
  const { api, other, request, settings, leaves, chosen } = call;
  const { profile } = input;
  const result = transformAsProfile({ api, request, profile, settings, asynchronous: true, ...other });
  const native = result.model?.family === 'anthropic-messages';
  // A call of Anthropic's form that fails as it is adapted never comes so far.
  const adapted = api !== 'messages' || result.kind !== 'crashed';
  if (leaves && !native && adapted) input.memory?.keep(chosen.deployment.pointer, leaves);
  return { kind: 'called', call, result, warnings: warningsOf(call, native) };
}

const LEAKED_HEADERS =
  'LiteLLM before 1.109 writes headers of this call into those of the deployment: later calls of any client carry them.';

const CALLED_TOGETHER =
  'The call names several models: the proxy calls each of them, those behind the first stand among the other deployments.';
