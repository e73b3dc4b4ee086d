import { createHash } from 'node:crypto';

/** What a body is made of, so that whoever checks can make it again: the id, over and over, and words of its own. */
export function bodyFor(id: string, part: string): string {
  const seed = createHash('sha256').update(`${part} ${id}`).digest('hex');
  const shared = 'A paragraph that every conversation has. '.repeat(200);
  return JSON.stringify({ messages: [{ role: 'user', content: `${shared} ${seed.repeat(20)} ${id}` }] });
}
