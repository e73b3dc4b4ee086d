import type { AwsRedirect, TargetOptions } from '../../shared/contract/host.ts';
import { REGIONS } from '../../shared/pipeline/models/regions.ts';
import { proxyKey } from '../proxy/key.ts';
import { awsRedirect, refuseRedirect } from './aws-endpoint.ts';
import { BEARER_VARIABLE } from './credentials.ts';

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
