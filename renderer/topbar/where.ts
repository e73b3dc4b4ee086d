import { awsAddress } from '../../shared/capture/destination.ts';
import type { AwsRedirect, TargetOptions } from '../../shared/contract/host.ts';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { isAwsHost, isLoopbackHost } from '../../shared/target/address.ts';

/** True where requests signed for AWS would be shown to somebody else. No URL at all is nobody's. */
export function isForeignUrl(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' && !isLoopbackHost(hostname) && !isAwsHost(hostname);
  } catch {
    return false;
  }
}

/** What the environment puts in place of AWS for this target, or null. */
export function redirectOf(
  target: Extract<SendTarget, { kind: 'aws' }>,
  aws: TargetOptions['aws'] | undefined,
): AwsRedirect | null {
  if (target.profile === null) return aws?.redirect ?? null;
  return aws?.profiles.find(({ name }) => name === target.profile)?.redirect ?? null;
}

/** The address that a target is reached at. */
export const addressOf = (
  target: Extract<SendTarget, { kind: 'aws' }>,
  redirect: AwsRedirect | null,
): string => redirect?.url ?? awsAddress('bedrock-runtime', target.region);
