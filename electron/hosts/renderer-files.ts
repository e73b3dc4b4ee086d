import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { lookUp } from '../../shared/json/look-up.ts';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './csp.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Headers that hold for every answer of either host, whatever it carries. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
};

export interface FileAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const notFound: FileAnswer = {
  status: 404,
  headers: { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  body: new TextEncoder().encode('Not found\n'),
};

/** The file below `dir` that a URL path names; `null` where it would leave `dir` or is no known type. */
function locate(dir: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = path.join(dir, decoded === '/' ? 'index.html' : decoded);
  const inside = file.startsWith(path.resolve(dir) + path.sep);
  return inside && path.extname(file) in TYPES ? file : null;
}

/**
 * Answers a request for one of the built renderer's files.
 *
 * @param dir absolute path of the built renderer
 * @param pathname the URL's path, percent-encoded; `/` is the page
 * @param connect the page's `connect-src`, see {@link contentSecurityPolicy}
 */
export async function rendererFile(dir: string, pathname: string, connect: string): Promise<FileAnswer> {
  const file = locate(dir, pathname);
  if (file === null) return notFound;
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    return notFound;
  }
  const isPage = file.endsWith('.html');
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    headers: {
      ...COMMON_HEADERS,
      'content-type': lookUp(TYPES, path.extname(file)) ?? 'application/octet-stream',
      // Other files carry a hash of their content in the name.
      'cache-control': isPage ? 'no-store' : 'private, max-age=31536000, immutable',
      'content-security-policy': contentSecurityPolicy(nonce, connect),
    },
    body: isPage ? Buffer.from(content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)) : content,
  };
}
