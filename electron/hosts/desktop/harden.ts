import { app, type Session, shell, type WebContents } from 'electron';
import { APP_ORIGIN, APP_URL } from './app-protocol.ts';

/** Sites that Strata itself cites as sources; links to them open in the user's own browser. */
const CITED_SITES: readonly string[] = [
  'aws.amazon.com',
  'docs.aws.amazon.com',
  'docs.litellm.ai',
  'github.com',
  'platform.claude.com',
  'pypi.org',
  'repost.aws',
];

/** The one permission that is granted: writing text to the clipboard after a click on "Copy". */
const GRANTED = 'clipboard-sanitized-write';

/** True for https links to a site that Strata cites. */
function isCited(url: string): boolean {
  return CITED_SITES.some((site) => url.startsWith(`https://${site}/`));
}

function hardenContents(contents: WebContents): void {
  // The page may load itself anew, and nothing else.
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (url !== APP_URL) event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isCited(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

function hardenSession(session: Session): void {
  const isOwn = (url: string): boolean => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === GRANTED && isOwn(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && isOwn(origin),
  );
  session.setDevicePermissionHandler(() => false);
}

/**
 * Closes what an inspector has no use for, in every page and session that comes to be: leaving the
 * page, new windows, web views, permissions.
 */
export function harden(): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('session-created', hardenSession);
}
