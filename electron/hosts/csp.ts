/** What Vite writes into the page wherever the nonce of the response belongs; see `vite.config.mts`. */
export const NONCE_PLACEHOLDER = '__STRATA_CSP_NONCE__';

/**
 * The Content-Security-Policy of the page, the same in both hosts: scripts from its own files
 * only, style elements with the response's own nonce only, no frames, no forms, no other origin.
 *
 * @param nonce fresh for each response
 * @param connect where the page may connect to: nothing in the desktop host (it has a port), the
 *   host's own WebSocket in the browser host
 */
export function contentSecurityPolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
