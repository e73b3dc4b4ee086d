import type { Redactor } from '../../shared/redaction/redactor.ts';
import { isLoopback } from '../../shared/target/address.ts';
import { SIMULATOR_CREDENTIALS } from '../simulator/settings.ts';
import type { Redirect } from './aws-endpoint.ts';
import type { BedrockTarget } from './target.ts';

/** The environment variable of Bedrock API keys (AWS page "Use an Amazon Bedrock API key"). */
export const BEARER_VARIABLE = 'AWS_BEARER_TOKEN_BEDROCK';

/** No credentials could be had; the message is the provider's own. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The part of a client's configuration that says who signs. */
export type Signing =
  | { readonly credentials: () => Promise<Identity>; readonly authSchemePreference: string[] }
  | { readonly token: { readonly token: string }; readonly authSchemePreference: string[] };

/**
 * How requests to a target are signed: with the simulator's own keys on loopback, with the bearer
 * token of the environment where the target asks for it (what the environment redirects to loopback counts as loopback), otherwise with the SDK's credential chain
 * for the profile. Every secret that is read is made known to `secrets`. Throws `CredentialsError`, at once or
 * when the SDK asks for the credentials.
 */
export function signingFor(
  target: BedrockTarget,
  redirect: Redirect | null,
  secrets: Pick<Redactor, 'learn'>,
): Signing {
  const url = target.kind === 'aws' ? redirect?.url : target.url;
  const onLoopback = url !== undefined && isLoopback(url);
  if (target.kind === 'aws' && target.bearer && !onLoopback) {
    const token = process.env[BEARER_VARIABLE];
    if (!token) throw new CredentialsError(`${BEARER_VARIABLE} is not set.`);
    secrets.learn(token);
    return { token: { token }, authSchemePreference: ['httpBearerAuth'] };
  }
  const profile = target.kind === 'aws' ? target.profile : null;
  const region = target.kind === 'aws' ? target.region : null;
  const credentials = async (): Promise<Identity> => {
    if (onLoopback) return SIMULATOR_CREDENTIALS;
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    const provide = fromNodeProviderChain({
      ...(profile === null ? {} : { profile }),
      ...(region === null ? {} : { clientConfig: { region } }),
    });
    const identity = await provide().catch((error: unknown) => {
      throw new CredentialsError(error instanceof Error ? error.message : String(error));
    });
    secrets.learn(identity.secretAccessKey, identity.sessionToken);
    return identity;
  };
  return { credentials, authSchemePreference: ['sigv4'] };
}
