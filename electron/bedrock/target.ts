import type { SendTarget } from '../../shared/contract/sending.ts';

/** A target with everything needed to reach it: the simulator's address is known to the process that runs it. */
export type BedrockTarget =
  | { readonly kind: 'simulator'; readonly url: string }
  | Exclude<SendTarget, { readonly kind: 'simulator' }>;

export function locate(target: SendTarget, simulatorUrl: string): BedrockTarget {
  return target.kind === 'simulator' ? { kind: 'simulator', url: simulatorUrl } : target;
}

/** Why an endpoint cannot be used, or null where it can. */
export function refuseEndpoint(url: string): { readonly message: string; readonly hint: string } | null {
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

/** True for an address on this machine: 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
