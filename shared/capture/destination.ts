import { lookUp } from '../json/look-up.ts';

/** Which of Bedrock's services a call is for. */
export type BedrockService = 'bedrock-runtime' | 'bedrock';

const RUNTIME = /^\/(?:model|guardrail|async-invoke|openai)(?:\/|$)/;

/** Lists and details of the control plane, which programs read before they call a model (service model of `bedrock`). */
const CONTROL =
  /^\/(?:foundation-models|inference-profiles|custom-models|imported-models|provisioned-model-throughputs?|guardrails|prompt-routers|foundation-model-availability|marketplace-model)(?:\/|$)/;

const TWO_WAY = /\/invoke-with-bidirectional-stream$/;

/** Where a call goes, or why Strata does not pass it on. */
export type Destination =
  | { readonly ok: true; readonly service: BedrockService }
  | { readonly ok: false; readonly reason: string; readonly hint: string };

const pathOf = (target: string): string => target.split('?', 1)[0] ?? '';

/**
 * The service that a path belongs to. Claude Code reads `GET /inference-profiles` of the control plane on the address
 * of the runtime, so the path decides. The control plane is only read, never changed.
 */
export function destinationOf(method: string, target: string): Destination {
  const path = pathOf(target);
  if (TWO_WAY.test(path))
    return {
      ok: false,
      reason: 'Strata cannot pass on a stream in both directions (Nova Sonic) yet.',
      hint: 'Let such calls go to Bedrock itself.',
    };
  if (RUNTIME.test(path)) return { ok: true, service: 'bedrock-runtime' };
  if (path.startsWith('//'))
    return {
      ok: false,
      reason: `The path begins with two slashes: ${path.slice(0, 200)}.`,
      hint: 'Take the one away in which the address ends that the program was given.',
    };
  if (!CONTROL.test(path))
    return {
      ok: false,
      reason: `${path.slice(0, 200)} is no path of Bedrock; nothing else is passed on.`,
      hint: 'Set this address for Bedrock alone.',
    };
  if (method === 'GET') return { ok: true, service: 'bedrock' };
  return {
    ok: false,
    reason: `Of calls to Bedrock's control plane only GET is passed on, not ${method}.`,
    hint: 'Set this address for calls to models alone.',
  };
}

const REGION = /^[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** True for what has the form of an AWS region: it becomes part of a host name. */
export const isRegion = (text: string): boolean => REGION.test(text);

/** DNS suffixes of the partitions that do not end in amazonaws.com, by how their regions begin. */
const SUFFIXES: Readonly<Record<string, string>> = {
  cn: 'amazonaws.com.cn',
  eusc: 'amazonaws.eu',
  'us-iso': 'c2s.ic.gov',
  'us-isob': 'sc2s.sgov.gov',
  'us-isof': 'csp.hci.ic.gov',
  'eu-isoe': 'cloud.adc-e.uk',
};

/**
 * AWS's own address of a service in a region; `region` has passed {@link isRegion}. Reranking by the agents' runtime is
 * no service that calls are passed on to.
 */
export function awsAddress(service: BedrockService | 'bedrock-agent-runtime', region: string): string {
  const [first = '', second = ''] = region.split('-');
  const suffix = lookUp(SUFFIXES, `${first}-${second}`) ?? lookUp(SUFFIXES, first) ?? 'amazonaws.com';
  return `https://${service}.${region}.${suffix}`;
}
