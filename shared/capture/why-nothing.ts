/** Why a program's calls to Bedrock do not arrive. */
export interface Reason {
  readonly title: string;
  /** What to do. */
  readonly what: string;
}

/** What cannot be seen from here, because nothing arrives at all; the most frequent first. */
export const USUAL_REASONS: readonly Reason[] = [
  {
    title: 'Another variable',
    what: 'LiteLLM reads AWS_BEDROCK_RUNTIME_ENDPOINT and ignores AWS_ENDPOINT_URL_BEDROCK_RUNTIME; AWS SDKs the other way round; Anthropic’s SDKs and Claude Code read ANTHROPIC_BEDROCK_BASE_URL.',
  },
  {
    title: 'An API key over http',
    what: 'boto3 and the AWS CLI refuse to send AWS_BEARER_TOKEN_BEDROCK over http: start the program without it. It then signs with any keys, and Strata holds the real ones.',
  },
  {
    title: 'A proxy in between',
    what: 'HTTP_PROXY or ALL_PROXY sends the call elsewhere: add 127.0.0.1 to NO_PROXY. “Start a program” does so.',
  },
  {
    title: 'Started before',
    what: 'A program reads its environment when it starts: start it again in the shell where the variable is set.',
  },
];

/** What programs print where they do not even send a call, and what it means. */
const PRINTED: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/bearer auth\w* requires an? https endpoint/i, USUAL_REASONS[1] as Reason],
  [
    /unable to locate credentials|NoCredentialsError|could not load credentials|CredentialsProviderError/i,
    {
      title: 'No credentials',
      what: 'The program has no keys to sign with: start it without “Keep its own credentials”, or set any, as AWS_ACCESS_KEY_ID=strata.',
    },
  ],
  [
    /NoRegionError|you must specify a region|Region is missing/i,
    { title: 'No region', what: 'Set AWS_REGION for the program; any region of Bedrock will do.' },
  ],
  [
    /bedrock-runtime\.[a-z0-9-]+\.amazonaws\.com/i,
    {
      title: 'It goes to AWS itself',
      what: 'The program names AWS’s own address: an address in its code or configuration stands before the environment.',
    },
  ],
  [
    /security token included in the request is invalid|UnrecognizedClientException|InvalidClientTokenId/,
    {
      title: 'AWS refused the keys',
      what: 'Where no call appears here, the program went to AWS itself: LiteLLM reads AWS_BEDROCK_RUNTIME_ENDPOINT, AWS SDKs read AWS_ENDPOINT_URL_BEDROCK_RUNTIME.',
    },
  ],
  [
    /BedrockException - \[Errno -?\d{1,6}\]|Cannot connect to host (?!bedrock)|Could not connect to the endpoint URL: "https?:\/\/(?!bedrock)|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED)\b(?! bedrock)/,
    {
      title: 'Another address',
      what: 'The program calls an address that does not answer, and not Strata’s: look for one in its code, its configuration, or a variable of another name.',
    },
  ],
  [
    /command not found|is not recognized as an internal|ModuleNotFoundError|Cannot find module/i,
    {
      title: 'It does not start',
      what: 'Look at what it printed: the command, or a part of it, is not there.',
    },
  ],
  [
    /\bSSL|CERTIFICATE_VERIFY_FAILED|wrong version number|ERR_SSL/,
    {
      title: 'https in the address',
      what: 'Strata’s address begins with http://; change what the program is set to.',
    },
  ],
];

/** Output that is looked at, the last UTF-16 units. */
const LOOKED_AT = 8_000;

/** The reasons that a program's own output tells. */
export function reasonsIn(output: string): readonly Reason[] {
  const end = output.slice(-LOOKED_AT);
  return PRINTED.filter(([pattern]) => pattern.test(end)).map(([, reason]) => reason);
}
