import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Notice } from '../../shared/contract/notices.ts';

/** Written by the build beside the bundle that this code is in. */
const FILE = path.join(__dirname, '../notices/notices.json');

/** The licences of what is inside the app. Rejects where the build's list is missing. */
export async function readNotices(): Promise<readonly Notice[]> {
  return JSON.parse(await readFile(FILE, 'utf8')) as readonly Notice[];
}
