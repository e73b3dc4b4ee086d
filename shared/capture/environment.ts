/** Variables that point clients of Bedrock at an address; LiteLLM reads none of the AWS SDKs' and they none of its. */
export const ADDRESS_VARIABLES = [
  'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  'AWS_BEDROCK_RUNTIME_ENDPOINT',
  'ANTHROPIC_BEDROCK_BASE_URL',
] as const;

/** Keys that let a program sign and open nothing: Strata signs anew. */
const WORTHLESS = { AWS_ACCESS_KEY_ID: 'strata', AWS_SECRET_ACCESS_KEY: 'strata' } as const;

/** What a program would sign with before those, or not send over http at all (botocore refuses API keys there). */
const IN_THE_WAY = [
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_PROFILE',
  'AWS_BEARER_TOKEN_BEDROCK',
] as const;

/**
 * AWS SDKs ignore addresses from the environment and call AWS itself where a variable says so or, without one, the
 * profile does: taken away, it would leave the word to the profile.
 */
const READS_ADDRESSES = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' } as const;

const LOOPBACK = '127.0.0.1';

type Environment = Readonly<Record<string, string | undefined>>;

const isSet = (environment: Environment, ...names: readonly string[]): boolean =>
  names.some((name) => environment[name] !== undefined && environment[name] !== '');

/** A proxy of the system's is not to be asked for a port of this machine. */
function withoutProxy(environment: Environment): Environment {
  if (!isSet(environment, 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy')) return {};
  const listed = environment.NO_PROXY ?? environment.no_proxy ?? '';
  const list = [...listed.split(',').filter((host) => host.trim() !== ''), LOOPBACK].join(',');
  return { NO_PROXY: list, no_proxy: list };
}

/**
 * The environment of a program whose calls to Bedrock are to go to `url`: that of its parent, but for the addresses (and
 * what has them ignored), for keys that open nothing (unless it is to keep its own), and for a region where it has none.
 */
export function environmentFor(
  parent: Environment,
  url: string,
  options: {
    readonly keepCredentials: boolean;
    readonly region: string;
    /** Where clients of a LiteLLM proxy are to go; undefined leaves them alone. */
    readonly front?: string | undefined;
  },
): Environment {
  const left: readonly string[] = options.keepCredentials ? [] : IN_THE_WAY;
  const kept = Object.fromEntries(Object.entries(parent).filter(([name]) => !left.includes(name)));
  return {
    ...kept,
    ...Object.fromEntries(ADDRESS_VARIABLES.map((name) => [name, url])),
    ...READS_ADDRESSES,
    ...(options.front === undefined
      ? {}
      : { OPENAI_BASE_URL: `${options.front}/v1`, ANTHROPIC_BASE_URL: options.front }),
    ...(options.keepCredentials ? {} : WORTHLESS),
    // boto3 reads the second alone, LiteLLM and the other SDKs the first.
    ...(isSet(parent, 'AWS_REGION', 'AWS_DEFAULT_REGION')
      ? {}
      : { AWS_REGION: options.region, AWS_DEFAULT_REGION: options.region }),
    ...withoutProxy(parent),
  };
}
