import { fromBase64 } from '../../bytes/base64.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readDebugLog } from './debug-log.ts';
import { bedrockCall, type Found, NOTHING_BESIDE } from './found.ts';
import { httpCall, isRequest } from './http-call.ts';
import { namedHole, objectOf, objects, pairs, textOf, textsIn } from './record-parts.ts';
import { RECORDS_OF_CALLS } from './records-of-calls.ts';
import { text } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** Base64 as texts of bodies have it; the text itself where it is none. */
function decoded(encoded: string): string {
  try {
    return new TextDecoder().decode(fromBase64(encoded));
  } catch {
    return encoded;
  }
}

/** An entry of an archive, where its body goes to a model. */
function archived({ request }: JsonObject): readonly Found[] {
  if (!isObject(request) || !isObject(request.postData)) return [];
  const url = textOf(request.url);
  const what = `an entry of a HAR file, ${textOf(request.method)} ${url}`;
  const given = textOf(request.postData.text);
  const body = request.postData.encoding === 'base64' ? decoded(given) : given;
  const found = httpCall({ what, url, headers: pairs(request.headers, 'name'), body: text(body) });
  return found && isRequest(found.request) ? [found] : [];
}

/** An archive of a browser's or a proxy's requests, or one entry of it. */
function archive(value: JsonObject): readonly Found[] {
  if (isObject(value.log)) return objects(value.log.entries).flatMap(archived);
  return archived(value);
}

/** Bedrock's own record of an invocation, with its body. */
function invocation(value: JsonObject): readonly Found[] {
  const { operation, modelId } = value;
  const name = textOf(operation);
  const isRecord = value.schemaType === 'ModelInvocationLog' || /^(?:InvokeModel|Converse)/.test(name);
  const flat = value['input.inputBodyJson'];
  const input = flat === undefined ? value.input : { inputBodyJson: flat };
  if (!isRecord || !isObject(input) || typeof modelId !== 'string') return [];
  const given = objectOf(input.inputBodyJson);
  const body = given && valueOfJson(given);
  return [
    bedrockCall(`an entry of Bedrock’s model invocation log, ${name}`, {
      converse: /converse/i.test(name),
      stream: /stream/i.test(name),
      modelId: text(textOf(modelId)),
      body:
        body?.kind === 'map'
          ? body.members
          : [['messages', namedHole(`the body in ${textOf(input.inputBodyS3Path) || 'another place'}`)]],
      left: ['the answer', 'identity'].filter((_, i) => value[i === 0 ? 'output' : 'identity'] !== undefined),
    }),
  ];
}

/** A body beside its operation and model, as `strata check` takes it. */
function bodyOfOperation({ operation, modelId, body }: JsonObject): readonly Found[] {
  const [, name, stream] = /^(InvokeModel|Converse)((?:WithResponse)?Stream)?$/.exec(textOf(operation)) ?? [];
  if (name === undefined || typeof modelId !== 'string' || !isObject(body)) return [];
  const value = valueOfJson(body);
  return [
    bedrockCall(`a body of ${textOf(operation)}`, {
      converse: name === 'Converse',
      stream: stream !== undefined,
      modelId: text(modelId),
      body: value.kind === 'map' ? value.members : [],
    }),
  ];
}

/** The calls that ask a model. */
const ASKS = /^(?:InvokeModel|Converse)/;

/** A member of CloudTrail's records; tables of Athena have their names in lower case. */
const inTrail = (value: JsonObject, name: string): Json | undefined =>
  value[name] ?? value[name.toLowerCase()];

/** CloudTrail tells that a model was called, and with which parameters beside the body. */
function trail(value: JsonObject): readonly Found[] {
  if (isArray(value.Records)) return objects(value.Records).flatMap(trail);
  const parameters = objectOf(inTrail(value, 'requestParameters'));
  const name = textOf(inTrail(value, 'eventName'));
  const source = inTrail(value, 'eventSource') ?? 'bedrock';
  if (!/^bedrock/.test(textOf(source)) || !ASKS.test(name) || !parameters) return [];
  const { modelId, ...others } = parameters;
  const rest = valueOfJson(others);
  return [
    bedrockCall(`an entry of CloudTrail, ${name}`, {
      converse: /converse/i.test(name),
      stream: /stream/i.test(name),
      modelId: text(textOf(modelId)),
      body: [
        ...(rest.kind === 'map' ? rest.members : []),
        ['messages', namedHole('messages, which CloudTrail does not keep')],
      ],
    }),
  ];
}

/** A request of an export of Insomnia's. */
function exported({ _type: type, method, url, body, headers }: JsonObject): readonly Found[] {
  if (type !== 'request' || !isObject(body)) return [];
  const at = textOf(url);
  const what = `a request of Insomnia, ${textOf(method)} ${at}`;
  const found = httpCall({ what, url: at, headers: pairs(headers, 'name'), body: text(textOf(body.text)) });
  return found && isRequest(found.request) ? [found] : [];
}

/** A line of a batch file: OpenAI's, Anthropic's, Bedrock's, or one of a proxy's calls. */
function batchLine(value: JsonObject): readonly Found[] {
  const { custom_id: custom, recordId, url, path, body, params, modelInput } = value;
  const place = typeof url === 'string' ? url : path;
  if (
    typeof place === 'string' &&
    isObject(body) &&
    value.model === undefined &&
    value.messages === undefined
  ) {
    const found = httpCall({
      what: `a line of a batch file, ${place}`,
      url: place,
      headers: textsIn(value.headers),
      body: valueOfJson(body),
    });
    return found ? [found] : [];
  }
  if (custom !== undefined && isObject(params)) {
    const what = 'a line of an Anthropic batch';
    return [{ ...NOTHING_BESIDE, what, form: 'messages', request: valueOfJson(params) }];
  }
  if (recordId !== undefined && isObject(modelInput)) {
    const input = valueOfJson(modelInput);
    const converse = modelInput.inferenceConfig !== undefined;
    return [
      bedrockCall('a line of a Bedrock batch', {
        converse,
        stream: false,
        modelId: namedHole('the model of the batch job'),
        body: input.kind === 'map' ? input.members : [],
      }),
    ];
  }
  return [];
}

/** A collection of Postman's: its requests with a body, in folders or not. */
function collection(value: JsonObject, depth = 0): readonly Found[] {
  if (depth > 20) return [];
  const { request } = value;
  if (isObject(request) && isObject(request.body)) {
    const url = isObject(request.url) ? textOf(request.url.raw) : textOf(request.url);
    const what = `a request of a Postman collection, ${textOf(value.name)}`;
    const body = text(textOf(request.body.raw));
    const found = httpCall({ what, url, headers: pairs(request.header, 'key'), body });
    return found && isRequest(found.request) ? [found] : [];
  }
  return objects(value.item).flatMap((item) => collection(item, depth + 1));
}

/** A record of a log whose message is what LiteLLM wrote. */
const logged = (value: JsonObject): readonly Found[] => readDebugLog(textOf(value.message));

/** Members that hold records of the kinds above, as lists, objects or JSON texts. */
const AROUND = [
  ...['detail', 'events', 'Events', 'CloudTrailEvent', 'message', '@message', 'requests', 'logEvents'],
  // Rows of CloudWatch Logs Insights, each a list of fields, and Insomnia's.
  ...['results', 'value', 'resources'],
];

const DEEPEST = 4;

const listOf = (held: Json | undefined): readonly (Json | undefined)[] => (isArray(held) ? held : [held]);

function inside(value: JsonObject, depth: number): readonly Found[] {
  return AROUND.flatMap((name) => {
    return listOf(value[name])
      .flatMap(listOf)
      .flatMap((item) => {
        const record = objectOf(item);
        return record ? recordsIn(record, depth + 1) : [];
      });
  });
}

const KINDS = [
  archive,
  invocation,
  bodyOfOperation,
  trail,
  exported,
  batchLine,
  collection,
  logged,
  ...RECORDS_OF_CALLS,
];

function recordsIn(value: JsonObject, depth: number): readonly Found[] {
  for (const kind of KINDS) {
    const found = kind(value);
    if (found.length > 0) return found;
  }
  return depth < DEEPEST && value.messages === undefined ? inside(value, depth) : [];
}

/** Calls inside a record of JSON; none where it is no record but a request itself. */
export const readRecord = (value: JsonObject): readonly Found[] => recordsIn(value, 0);

/** True for what a model answered: a chat completion, a message, an answer of Converse. */
const isAnswer = (value: JsonObject): boolean =>
  value.messages === undefined &&
  (isArray(value.choices) ||
    (value.type === 'message' && value.role === 'assistant') ||
    (isObject(value.output) && value.stopReason !== undefined));

/** Records that tell of no call to a model: what they are, and what one would need. Null for none of them. */
export function explainRecord(value: JsonObject): { readonly message: string; readonly hint: string } | null {
  if (isObject(value.log) && isArray(value.log.entries)) {
    return {
      message: `This HAR file has ${value.log.entries.length} entries, and none with a body that goes to a model`,
      hint: 'Record it with the contents of requests (“Save all as HAR with content”).',
    };
  }
  if (isArray(value.cells) && value.nbformat !== undefined) {
    return {
      message: 'This notebook has no call to a model',
      hint: 'Paste one with a call: litellm.completion(…), converse(…), client.messages.create(…).',
    };
  }
  if (isAnswer(value))
    return { message: 'This is an answer, not a request', hint: 'Paste the request that led to it.' };
  const { eventName, eventSource } = value;
  if (typeof eventName === 'string' && typeof eventSource === 'string') {
    if (ASKS.test(eventName)) {
      return {
        message: `This CloudTrail event is ${eventName}, and it does not say which model was asked`,
        hint: 'Calls that were denied are kept without their parameters: paste the request itself.',
      };
    }
    return {
      message: `This CloudTrail event is ${eventName} of ${eventSource}, which calls no model`,
      hint: 'Paste an event of InvokeModel or Converse.',
    };
  }
  return null;
}
