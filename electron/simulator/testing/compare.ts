import { Agent, request as httpRequest } from 'node:http';
import { FrameDecoder } from '../../../shared/eventstream/decoder.ts';
import type { Operation } from '../../../shared/validation/problem.ts';
import { readPath } from '../../../shared/validation/read-path.ts';
import { validate } from '../../../shared/validation/validate.ts';

/** A body on the path that it is posted to. */
export interface Posted {
  readonly path: string;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly errorType: string;
  readonly body: Buffer;
}

/** So many requests are on their way at once. */
const AT_ONCE = 16;

const post = (port: number, agent: Agent, path: string, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: 'POST', agent };
    const sending = httpRequest(options, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          errorType: String(response.headers['x-amzn-errortype'] ?? '').split(':')[0] ?? '',
          body: Buffer.concat(pieces),
        }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });

function unreadable(operation: Operation, body: Buffer): string | null {
  if (!operation.endsWith('Stream')) return JSON.parse(body.toString()) ? null : 'the answer is empty';
  const decoder = new FrameDecoder();
  const frames = decoder.push(body);
  const whole = decoder.end().kind === 'complete' && frames.every(({ check }) => check === 'ok');
  return whole && frames.length > 0 ? null : 'the stream cannot be read';
}

/** What differs between the prediction for a body and the simulator's answer to it over HTTP, or null. */
async function difference(port: number, agent: Agent, { path, body }: Posted): Promise<string | null> {
  const route = readPath(path);
  if (!route) return 'no operation';
  const bytes = Buffer.from(body);
  const verdict = validate({ ...route, body: bytes.toString() });
  const answer = await post(port, agent, path, bytes).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return `${answer}, predicted ${verdict.kind}`;
  const status = verdict.status ?? 400;
  if (answer.status !== status)
    return `${answer.status} ${answer.body}, predicted ${status} ${verdict.message}`;
  if (status === 200) return unreadable(route.operation, answer.body);
  const type = verdict.errorType || 'ValidationException';
  const expected = JSON.stringify({ message: verdict.message });
  return answer.errorType === type && answer.body.toString() === expected
    ? null
    : `${answer.errorType} ${answer.body}, predicted ${type} ${expected}`;
}

/** Posts bodies to a simulator on loopback; tells of each that is not answered as predicted. */
export async function differences(port: number, cases: Iterable<Posted>): Promise<readonly string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const found: string[] = [];
  const queue = cases[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const { path, body } = next.value;
      const told = await difference(port, agent, next.value);
      if (told !== null) found.push(`${path} ${body.slice(0, 300)}: ${told}`.slice(0, 2000));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return found;
}
