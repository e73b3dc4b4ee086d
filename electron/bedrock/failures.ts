import type { SendFailure } from '../../shared/contract/sending.ts';
import type { EndpointRefusal } from '../../shared/target/address.ts';
import { CredentialsError } from './credentials.ts';
import { UnknownEncoding } from './decode-content.ts';
import { failure } from './failure.ts';
import { explainNetwork } from './network-failures.ts';
import type { BedrockTarget } from './target.ts';
import { identityOf, placeOf, profileOption } from './wording.ts';

interface SystemError extends Error {
  readonly code?: string;
}

type Explain = (message: string, target: BedrockTarget) => SendFailure;

const noCredentials: Explain = (message, target) =>
  failure(
    'credentials',
    'NoCredentials',
    `No credentials from ${identityOf(target)}: ${message}`,
    target.kind === 'aws' && target.bearer
      ? 'Set AWS_BEARER_TOKEN_BEDROCK before Strata starts, or turn the API key off.'
      : `Run: aws configure${profileOption(target)} — or choose another profile, or the simulator.`,
  );

/** Errors of the credential providers, told apart by their text; the first that matches counts. */
const CREDENTIALS: readonly (readonly [RegExp, Explain])[] = [
  [
    /sso.*(expired|invalid|not found|refresh)|token.*(expired|refresh failed)|expired.*(sso|token)/i,
    (message, target) =>
      failure(
        'credentials',
        'ExpiredCredentials',
        `The sign-in of ${identityOf(target)} has run out: ${message}`,
        `Run: aws sso login${profileOption(target)} — then send again.`,
      ),
  ],
  [
    /could not resolve credentials using profile|profile .* (could not be found|not found|is not valid)/i,
    (message, target) =>
      failure(
        'credentials',
        'ProfileNotFound',
        `No usable credentials in ${identityOf(target)}: ${message}`,
        `Look for the profile in ~/.aws/config and ~/.aws/credentials, or run: aws configure${profileOption(target)}`,
      ),
  ],
  [
    /region/i,
    (message) =>
      failure(
        'credentials',
        'NoRegion',
        message,
        'Choose a region beside the profile, for example us-east-1.',
      ),
  ],
];

/** zlib's codes, and those of brotli. */
const COMPRESSION_CODE = /^(Z_[A-Z]+_ERROR|ERR__?ERROR_FORMAT|ERR_BROTLI|ERR_PADDING|ERR_ZLIB)/;

/** What went wrong while bytes of an answer were read: a fault of Strata's that ends this one exchange. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** An answer in one piece goes on beyond what is taken. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';

  /** @param limit bytes */
  constructor(limit: number) {
    super(`The answer is larger than ${limit / 1_048_576} MB.`);
  }
}

/** The address is not one to send to. */
export class EndpointRefused extends Error {
  override readonly name = 'EndpointRefused';
  readonly hint: string;

  constructor({ message, hint }: EndpointRefusal) {
    super(message);
    this.hint = hint;
  }
}

/** Explains an error that kept the request from being sent or answered. */
export function explainError(error: unknown, target: BedrockTarget): SendFailure {
  if (error instanceof UnreadableAnswer) {
    return failure(
      'protocol',
      error.name,
      `Strata itself failed to read this answer of ${placeOf(target)}: ${error.message}`,
      'What has come so far is kept. Save the recording and report it, so that this answer can be read.',
    );
  }
  if (error instanceof EndpointRefused) return failure('request', error.name, error.message, error.hint);
  if (error instanceof AnswerTooLarge) {
    return failure(
      'protocol',
      error.name,
      error.message,
      'No answer of Bedrock’s is so large: check the endpoint. What came up to there is shown.',
    );
  }
  if (error instanceof UnknownEncoding) {
    return failure(
      'protocol',
      error.name,
      `${placeOf(target)} answered in the encoding ${JSON.stringify(error.message)}, which Strata cannot read.`,
      'Strata reads gzip, deflate and br, and asks for none of them: a gateway in between seems to compress.',
    );
  }
  if (error instanceof CredentialsError) {
    const known = CREDENTIALS.find(([pattern]) => pattern.test(error.message));
    return (known?.[1] ?? noCredentials)(error.message, target);
  }
  const { name, message, code } =
    error instanceof Error
      ? (error as SystemError)
      : { name: 'Error', message: String(error), code: undefined };
  const place = placeOf(target);
  const network = explainNetwork(error, place);
  if (network) return network;
  if (code !== undefined && COMPRESSION_CODE.test(code)) {
    return failure(
      'protocol',
      'DamagedEncoding',
      `The answer of ${place} is not in the encoding that its headers name: ${message}`,
      'The bytes were changed or cut on the way: look at the proxy or gateway in between.',
    );
  }
  return failure(
    'request',
    name,
    message,
    'The request could not be made; look at its model id and headers.',
  );
}

/** Explains that nothing came for so long that the send was given up. */
export const explainSilence = (target: BedrockTarget, silenceMs: number): SendFailure =>
  failure(
    'network',
    'Timeout',
    `${placeOf(target)} sent nothing for ${Math.round(silenceMs / 1000)} s.`,
    'Send again, or set a longer limit in the target menu; LiteLLM gives up as well, after its own timeout.',
  );
