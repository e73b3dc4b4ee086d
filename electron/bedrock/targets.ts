import type { AwsRedirect, TargetOptions } from '../../shared/contract/host.ts';
import { proxyKey } from '../proxy/key.ts';
import { awsRedirect, refuseRedirect } from './aws-endpoint.ts';
import { BEARER_VARIABLE } from './credentials.ts';

/** Regions with the Bedrock runtime (AWS page "Amazon Bedrock endpoints and quotas"); others can be typed. */
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;

type Profiles = TargetOptions['aws']['profiles'];

/** Profile names and their regions from ~/.aws/config and ~/.aws/credentials (or where AWS_CONFIG_FILE points). */
async function readProfiles(): Promise<Profiles> {
  const { loadSharedConfigFiles } = await import('@smithy/shared-ini-file-loader');
  const files = await loadSharedConfigFiles({ ignoreCache: true }).catch(() => null);
  if (!files) return [];
  const names = new Set([...Object.keys(files.configFile), ...Object.keys(files.credentialsFile)]);
  const sorted = [...names]
    .filter((name) => !/^(sso-session|services)\b/.test(name))
    .sort((a, b) => (a === 'default' ? -1 : b === 'default' ? 1 : a < b ? -1 : 1));
  return Promise.all(
    sorted.map(async (name) => ({
      name,
      region: files.configFile[name]?.region ?? files.credentialsFile[name]?.region ?? null,
      redirect: await shownRedirect(name),
    })),
  );
}

async function shownRedirect(profile: string | null): Promise<AwsRedirect | null> {
  const redirect = await awsRedirect(profile);
  return redirect && { ...redirect, refused: refuseRedirect(redirect)?.message ?? null };
}

/**
 * What can be sent to: the simulator at `simulatorUrl`, and the AWS profiles of this machine by
 * name and region. Files that are missing or unreadable give an empty list. No secret is read into it.
 */
export async function readTargets(simulatorUrl: string, trusted: readonly string[]): Promise<TargetOptions> {
  const profiles = await readProfiles();
  const current = process.env.AWS_PROFILE ?? 'default';
  return {
    simulatorUrl,
    trusted,
    proxyKey: proxyKey()?.variable ?? null,
    aws: {
      redirect: await shownRedirect(null),
      profiles,
      regions: REGIONS,
      defaultRegion:
        process.env.AWS_REGION ??
        process.env.AWS_DEFAULT_REGION ??
        profiles.find((profile) => profile.name === current)?.region ??
        null,
      bearerAvailable: Boolean(process.env[BEARER_VARIABLE]),
    },
  };
}
