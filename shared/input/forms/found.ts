import type { FormId } from '../forms.ts';
import type { FirstOf } from './first-of.ts';
import { asMembers, asText, type Members, map, plain, type Value } from './value.ts';

/** A call that was found in what somebody pasted. */
export interface Found {
  /** What it was found as, to follow "Read as": `a Python call, litellm.completion`. */
  readonly what: string;
  /** Its form where the place tells; null where the request itself has to. */
  readonly form: FormId | null;
  readonly request: Value;
  /** The path that it goes to, where it goes over HTTP. */
  readonly path: string | null;
  /** Scheme and host that it goes to, where the text says so. */
  readonly base?: string | null;
  /** Lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of what was there and is no part of the call. */
  readonly left: readonly string[];
  /** What else there is to say, in whole sentences. */
  readonly notes?: readonly string[];
  /** Where it begins, in code. */
  readonly at?: number;
  /** Of what it is the first one that a program makes. */
  readonly firsts?: readonly FirstOf[];
  /** Where the code of the call itself is broken, so that something of it may be missing. */
  readonly brokenAt?: number;
  /** Where a place of the text that was read stands in the text that was given. */
  readonly placeOf?: (at: number) => number;
}

export const NOTHING_BESIDE = { path: null, headers: {}, left: [] } as const;

/** Members without some of them. */
export const without = (members: Members, names: ReadonlySet<string>): [string, Value][] =>
  [...members].filter(([name]) => !names.has(name));

/** Which of the names are there. */
export const present = (members: Members, names: ReadonlySet<string>): string[] =>
  [...members.keys()].filter((name) => names.has(name));

/** Headers that a value holds. */
export const headersOf = (value: Value | undefined): Record<string, string> =>
  Object.fromEntries(
    [...asMembers(value)].flatMap(([name, member]) => {
      const of = asText(member);
      return of === null ? [] : [[name.toLowerCase(), of]];
    }),
  );

/** What a run of Bedrock's own clients sends: a model, a body, streamed or not. */
export function bedrockCall(
  what: string,
  { converse, stream, modelId, body, left = [] }: BedrockParts,
): Found {
  const model = modelId ?? plain('null');
  const action = converse
    ? stream
      ? 'converse-stream'
      : 'converse'
    : stream
      ? 'invoke-with-response-stream'
      : 'invoke';
  const id = asText(modelId) ?? '';
  return {
    what,
    form: converse ? 'converse' : 'invoke',
    request: map([['modelId', model], ...body]),
    path: `/model/${encodeURIComponent(id)}/${action}`,
    headers: {},
    left,
  };
}

interface BedrockParts {
  readonly converse: boolean;
  readonly stream: boolean;
  readonly modelId: Value | undefined;
  readonly body: Iterable<readonly [string, Value]>;
  readonly left?: readonly string[];
}
