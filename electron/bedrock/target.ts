import type { SendTarget } from '../../shared/contract/sending.ts';

/** A target with everything needed to reach it: the simulator's address is known to the process that runs it. */
export type BedrockTarget =
  | { readonly kind: 'simulator'; readonly url: string }
  | Exclude<SendTarget, { readonly kind: 'simulator' }>;

export function locate(target: SendTarget, simulatorUrl: string): BedrockTarget {
  return target.kind === 'simulator' ? { kind: 'simulator', url: simulatorUrl } : target;
}
