/** The nonce of the page's Content-Security-Policy; empty where the page has none. */
export const pageNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Hands the nonce to the libraries that add style elements while they run (menus and dialogs lock
 * the scroll bars that way). They look for it under the name that webpack gives it.
 */
export function allowStyles(): void {
  Object.assign(globalThis, { __webpack_nonce__: pageNonce() });
}
