import { parseKnownFiles } from '@smithy/shared-ini-file-loader';
import { type EndpointRefusal, isAwsHost, refuseEndpoint } from '../../shared/target/address.ts';

/** An address that the environment or a configuration file sets in place of AWS's own. */
export interface Redirect {
  readonly url: string;
  /** The variable or the setting that says so. */
  readonly source: string;
}

type Profile = Readonly<Record<string, string | undefined>>;

const SERVICE_VARIABLE = 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME';
const VARIABLE = 'AWS_ENDPOINT_URL';
const IGNORE_VARIABLE = 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS';

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

/** A services section is nested; the loader joins its names. */
function fromServices(profile: Profile, files: Readonly<Record<string, Profile>>): string | undefined {
  return profile.services && files[`services.${profile.services}`]?.['bedrock_runtime.endpoint_url'];
}

/** What the environment says counts, `false` too; where it says nothing, the profile. */
const ignoresAll = (profile: Profile | undefined): boolean =>
  isTrue(process.env[IGNORE_VARIABLE] || profile?.ignore_configured_endpoint_urls);

/**
 * Where requests for AWS would really go, as the AWS SDKs decide it (AWS SDKs Reference Guide, "Service-specific
 * endpoints"): the service's variable, the general one, the profile's services section, the profile itself. Null
 * where it is AWS. `profile` null takes AWS_PROFILE, or `default`. Files that cannot be read redirect nothing.
 */
export async function awsRedirect(profile: string | null): Promise<Redirect | null> {
  const files: Readonly<Record<string, Profile>> = await parseKnownFiles({ ignoreCache: true }).catch(
    () => ({}),
  );
  const name = profile ?? (process.env.AWS_PROFILE || 'default');
  const chosen = Object.hasOwn(files, name) ? files[name] : undefined;
  if (ignoresAll(chosen)) return null;
  for (const variable of [SERVICE_VARIABLE, VARIABLE]) {
    const url = process.env[variable];
    if (url) return { url, source: variable };
  }
  const url = chosen && (fromServices(chosen, files) ?? chosen.endpoint_url);
  return url ? { url, source: `endpoint_url of profile "${name}"` } : null;
}

/** Why a redirect is not followed, or null: the rules are those of an endpoint that the user types. */
export function refuseRedirect({ url, source }: Redirect): EndpointRefusal | null {
  const refused = refuseEndpoint(url);
  return (
    refused && { message: `${source} sends AWS requests elsewhere: ${refused.message}`, hint: refused.hint }
  );
}

/** Why a request for AWS must not leave for `url`, given the redirect that was reckoned with; null where it may. */
export function refuseLeaving(url: string, redirect: Redirect | null): EndpointRefusal | null {
  const { protocol, hostname, host } = new URL(url);
  const meant = redirect ? new URL(redirect.url).host === host : isAwsHost(hostname) && protocol === 'https:';
  return meant
    ? null
    : {
        message: `The request would go to ${protocol}//${host}, which is not AWS.`,
        hint: 'Look for endpoint_url in ~/.aws/config and for AWS_ENDPOINT_URL… in the environment.',
      };
}
