import { request } from 'undici';
import { z } from 'zod';
import type { NewerVersion } from '../../shared/contract/desk.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';

/** The list of versions: the newest one, and where it is. */
const feed = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+$/), url: z.url({ protocol: /^https$/ }) });

const PATIENCE_MS = 8_000;
const LARGEST_FEED = 64 * 1024;

const rank = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 100_000 + Number.parseInt(part, 10), 0);

async function read(address: string): Promise<unknown> {
  const { statusCode, body } = await request(address, {
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
    maxRedirections: 3,
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`it answered ${statusCode}`);
  }
  let text = '';
  for await (const part of body) {
    text += String(part);
    if (text.length > LARGEST_FEED) throw new Error('its answer is too large');
  }
  return JSON.parse(text);
}

/**
 * Asks the list of versions whether there is a newer one than `version`. Nothing but the address is sent.
 *
 * @param address https, or http on loopback
 */
export async function newerVersion(address: string, version: string): Promise<NewerVersion> {
  const refused = refuseEndpoint(address);
  if (refused) return { kind: 'unknown', why: `The list of versions is not asked: ${refused.message}` };
  try {
    const { version: newest, url } = feed.parse(await read(address));
    return rank(newest) > rank(version)
      ? { kind: 'newer', version: newest, url }
      : { kind: 'newest', version };
  } catch (error) {
    const why =
      error instanceof z.ZodError ? 'its answer is no list of versions' : String((error as Error).message);
    return { kind: 'unknown', why: `The list of versions could not be read: ${why}.` };
  }
}
