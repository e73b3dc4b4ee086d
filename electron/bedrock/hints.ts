import { lookUp } from '../../shared/json/look-up.ts';
import type { BedrockTarget } from './target.ts';
import { identityOf, profileOption } from './wording.ts';

/** What to do about an error answer, by exception name. */
const HINTS: Readonly<Record<string, (target: BedrockTarget) => string>> = {
  ValidationException: () =>
    'What is wrong stands under “Bedrock’s answer”, with buttons that change the request where a change helps.',
  AccessDeniedException: (target) =>
    `Allow bedrock:InvokeModel for ${identityOf(target)} and ask for access to the model in the Bedrock console.`,
  UnrecognizedClientException: (target) => `AWS does not know these keys: check ${identityOf(target)}.`,
  InvalidSignatureException: (target) =>
    `The secret key of ${identityOf(target)} is wrong, or this machine's clock is.`,
  SignatureDoesNotMatch: (target) => `The secret key of ${identityOf(target)} is wrong.`,
  ExpiredTokenException: (target) => `Sign in again: aws sso login${profileOption(target)}`,
  MissingAuthenticationTokenException: (target) => `Nothing was signed: check ${identityOf(target)}.`,
  IncompleteSignatureException: (target) => `The signature is incomplete: check ${identityOf(target)}.`,
  ResourceNotFoundException: () =>
    'The model or profile is not served here, or no longer: check id and region, or choose another model.',
  ThrottlingException: () => 'Wait a moment and send again, or ask for a higher quota.',
  ServiceQuotaExceededException: () => 'Ask for a higher quota in the Service Quotas console.',
  ModelNotReadyException: () => 'The model is being loaded: wait a moment and send again.',
  ModelTimeoutException: () => 'Lower the token limit, or stream the answer.',
  ModelErrorException: () => 'The model failed on this request: send again or change it.',
  ModelStreamErrorException: () => 'The stream broke at the model: send again.',
  InternalServerException: () => 'Bedrock failed: send again.',
  ServiceUnavailableException: () => 'Bedrock is overloaded: wait a moment and send again.',
};

/** The hint for an exception of Bedrock; `name` may be in camel case, as it comes inside a stream. */
export function hintFor(name: string, status: number | null, target: BedrockTarget): string {
  const known = lookUp(HINTS, name.charAt(0).toUpperCase() + name.slice(1));
  if (known) return known(target);
  if (status === 403) return `Check the keys and permissions of ${identityOf(target)}.`;
  if (status === 404) return 'Nothing answers at this path: check the endpoint.';
  return status !== null && status >= 500
    ? 'The other side failed: send again.'
    : 'Change the request and send again.';
}
