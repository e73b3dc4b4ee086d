/** Why an address cannot be used, and what to do. */
export interface EndpointRefusal {
  readonly message: string;
  readonly hint: string;
}

/** The suffixes of AWS's partitions, behind `bedrock-runtime.REGION.`. */
const AWS_SUFFIX =
  /(?:^|\.)bedrock-runtime(?:-fips)?\.[a-z0-9-]+\.(?:vpce\.)?(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|api\.aws|api\.amazonwebservices\.com\.cn|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)$/;

/** True for names of the Bedrock runtime inside AWS, VPC endpoints included; whoever may register a name there is AWS. */
export const isAwsHost = (hostname: string): boolean => AWS_SUFFIX.test(hostname);

/** True where credentials for AWS would be shown to somebody else: an address that is neither AWS nor this machine. */
export const isForeign = (url: string): boolean => !isLoopback(url) && !isAwsHost(new URL(url).hostname);

/** Why an endpoint cannot be used, or null where it can. */
export function refuseEndpoint(url: string): EndpointRefusal | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return {
      message: `${url} is not a URL.`,
      hint: 'Give the endpoint as https://host or http://127.0.0.1:port.',
    };
  }
  if (parsed.username || parsed.password)
    return { message: 'The endpoint holds a user name or password.', hint: 'Take them out of the URL.' };
  if (parsed.protocol === 'https:') return null;
  if (parsed.protocol === 'http:' && isLoopback(url)) return null;
  return {
    message: `${parsed.protocol}//${parsed.host} is not allowed as an endpoint.`,
    hint: 'Use https; plain http is for loopback only, because the signature would go out in the clear.',
  };
}

/** True for a name or address of this machine: 127.0.0.0/8, ::1 and localhost. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** True for a URL on this machine. Throws TypeError where it is no URL. */
export const isLoopback = (url: string): boolean => isLoopbackHost(new URL(url).hostname);
