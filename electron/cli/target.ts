import { isRegion } from '../../shared/capture/destination.ts';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { UsageError } from './command.ts';

/** How `--target` is written; for the texts of `--help`. */
export const TARGET_HELP = `  --target TARGET   where calls go on to: simulator (the default), aws, aws:PROFILE, or the URL of an endpoint
  --region REGION   with aws: the region of calls that name none (API keys); AWS_REGION, otherwise us-east-1
  --bearer          with aws: sign with the API key in AWS_BEARER_TOKEN_BEDROCK`;

/** Reads `--target`, `--region` and `--bearer`. Throws {@link UsageError}. */
export function readTarget(
  text: string,
  { region, bearer }: { readonly region?: string | undefined; readonly bearer: boolean },
): SendTarget {
  const isAws = text === 'aws' || text.startsWith('aws:');
  if (!isAws && (region !== undefined || bearer))
    throw new UsageError('--region and --bearer go with --target aws.');
  if (text === 'simulator') return { kind: 'simulator' };
  if (!isAws) {
    const refused = refuseEndpoint(text);
    if (refused) throw new UsageError(`--target: ${refused.message} ${refused.hint}`);
    return { kind: 'endpoint', url: text };
  }
  const chosen = region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  if (!isRegion(chosen)) throw new UsageError(`--region: “${chosen}” is no AWS region.`);
  return { kind: 'aws', profile: text === 'aws' ? null : text.slice('aws:'.length), region: chosen, bearer };
}
