import { protocol } from 'electron';
import { rendererFile } from '../renderer-files.ts';

const SCHEME = 'strata';
const HOST = 'app';

/** The one origin that this application's pages have. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_URL = `${APP_ORIGIN}/`;

/** Declares the scheme; has to run before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer under the application's own origin instead of `file://`, so that a
 * page has an origin of its own, a CSP header, and no reach into the file system.
 *
 * @param rendererDir absolute path of the built renderer
 */
export function serveRenderer(rendererDir: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== HOST || request.method !== 'GET') return new Response('Not found\n', { status: 404 });
    const { status, headers, body } = await rendererFile(rendererDir, url.pathname, "'none'");
    return new Response(new Uint8Array(body), { status, headers });
  });
}
