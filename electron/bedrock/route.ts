import { isForeign, refuseEndpoint } from '../../shared/target/address.ts';
import { awsRedirect, type Redirect, refuseRedirect } from './aws-endpoint.ts';
import { EndpointRefused } from './failures.ts';
import type { BedrockTarget } from './target.ts';

/** Where a request goes: the target, and what the environment puts in place of AWS. */
export interface Route {
  readonly target: BedrockTarget;
  readonly redirect: Redirect | null;
}

/** The way to a target. Throws {@link EndpointRefused} where there is none to take. */
export async function routeTo(target: BedrockTarget, isTrusted: (host: string) => boolean): Promise<Route> {
  if (target.kind === 'simulator') return { target, redirect: null };
  const redirect = target.kind === 'aws' ? await awsRedirect(target.profile) : null;
  const url = target.kind === 'aws' ? redirect?.url : target.url;
  const refused = redirect ? refuseRedirect(redirect) : url === undefined ? null : refuseEndpoint(url);
  if (refused) throw new EndpointRefused(refused);
  if (url !== undefined && isForeign(url) && !isTrusted(new URL(url).host)) {
    throw new EndpointRefused({
      message: `${new URL(url).host} is not AWS and would get a request signed with your AWS credentials.`,
      hint: 'Allow it once for this host in the target menu, or choose another target.',
    });
  }
  return { target, redirect };
}
