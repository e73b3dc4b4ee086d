import { isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import { numberOf, textOf } from './answer/read.ts';

/** One asynchronous invocation as the service lists it; times in seconds since 1970. */
interface Invocation {
  readonly invocationArn: string;
  readonly modelArn: string;
  readonly clientRequestToken: string;
  readonly submitTime: number;
  readonly endTime: number;
  readonly outputDataConfig: Json;
}

/** How long an invocation takes here, seconds. */
const TAKES_S = 2;
/** Invocations that are remembered. */
const MOST = 1000;
const PAGE = 100;

const arnOf = (modelId: string): string =>
  modelId.startsWith('arn:') ? modelId : `arn:aws:bedrock:us-east-1::foundation-model/${modelId}`;

const digitsOf = (count: number): string => (count + 36 ** 11).toString(36).slice(-12).padStart(12, '0');

/**
 * The asynchronous invocations of one simulator. Nothing is written to any bucket: an invocation is in
 * progress for two seconds and completed from then on.
 */
export class Invocations {
  readonly #all: Invocation[] = [];
  #count = 0;

  /** Takes a StartAsyncInvoke request that the rules accept; one with a known token starts nothing new. */
  start(request: JsonObject, nowMs: number): JsonObject {
    const token = textOf(request.clientRequestToken);
    const same =
      token === '' ? undefined : this.#all.find(({ clientRequestToken }) => clientRequestToken === token);
    if (same) return { invocationArn: same.invocationArn };
    this.#count += 1;
    const id = digitsOf(this.#count);
    const invocationArn = `arn:aws:bedrock:us-east-1:123456789012:async-invoke/${id}`;
    const config = isObject(request.outputDataConfig) ? request.outputDataConfig : {};
    const output = isObject(config.s3OutputDataConfig) ? config.s3OutputDataConfig : {};
    const submitTime = Math.floor(nowMs / 1000);
    this.#all.push({
      invocationArn,
      modelArn: arnOf(textOf(request.modelId)),
      clientRequestToken: token || id,
      submitTime,
      endTime: submitTime + TAKES_S,
      outputDataConfig: {
        s3OutputDataConfig: { ...output, s3Uri: `${textOf(output.s3Uri).replace(/\/$/, '')}/${id}` },
      },
    });
    if (this.#all.length > MOST) this.#all.shift();
    return { invocationArn };
  }

  /** One invocation; null where none has this ARN. */
  get(invocationArn: string, nowMs: number): JsonObject | null {
    const found = this.#all.find((invocation) => invocation.invocationArn === invocationArn);
    return found ? shown(found, nowMs) : null;
  }

  /** A page of invocations, the newest first unless told. */
  list(query: JsonObject, nowMs: number): JsonObject {
    const wanted = this.#all
      .map((invocation) => shown(invocation, nowMs))
      .filter(({ status }) => query.statusEquals === undefined || status === query.statusEquals)
      .filter(({ submitTime }) => within(submitTime as string, query));
    if (query.sortOrder !== 'Ascending') wanted.reverse();
    const from = Number(textOf(query.nextToken)) || 0;
    const to = from + (numberOf(query.maxResults) ?? PAGE);
    return {
      asyncInvokeSummaries: wanted.slice(from, to),
      ...(to < wanted.length ? { nextToken: String(to) } : {}),
    };
  }
}

const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

function shown({ submitTime, endTime, ...rest }: Invocation, nowMs: number): JsonObject {
  const done = nowMs >= endTime * 1000;
  return {
    ...rest,
    status: done ? 'Completed' : 'InProgress',
    submitTime: stamp(submitTime),
    lastModifiedTime: stamp(done ? endTime : submitTime),
    ...(done ? { endTime: stamp(endTime) } : {}),
  };
}

const within = (time: string, { submitTimeAfter, submitTimeBefore }: JsonObject): boolean =>
  (typeof submitTimeAfter !== 'string' || Date.parse(time) > Date.parse(submitTimeAfter)) &&
  (typeof submitTimeBefore !== 'string' || Date.parse(time) < Date.parse(submitTimeBefore));
