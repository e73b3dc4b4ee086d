import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { bedrockCall, type Found, NOTHING_BESIDE } from './found.ts';
import { httpCall, isRequest } from './http-call.ts';
import { holeAt, text, type Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const namedHole = (name: string): Value => ({ kind: 'hole', hole: holeAt(name, 0, name.length) });

/** An archive of a browser's or a proxy's requests: those with a body that goes to a model. */
function archive(value: JsonObject): readonly Found[] {
  if (!isObject(value.log)) return [];
  return objects(value.log.entries).flatMap(({ request }) => {
    if (!isObject(request) || !isObject(request.postData)) return [];
    const headers = Object.fromEntries(
      objects(request.headers).map(({ name, value: of }) => [textOf(name).toLowerCase(), textOf(of)]),
    );
    const url = textOf(request.url);
    const what = `an entry of a HAR file, ${textOf(request.method)} ${url}`;
    const found = httpCall({ what, url, headers, body: text(textOf(request.postData.text)) });
    return found && isRequest(found.request) ? [found] : [];
  });
}

/** Bedrock's own record of an invocation, with its body. */
function invocation(value: JsonObject): readonly Found[] {
  const { input, operation, modelId } = value;
  if (value.schemaType !== 'ModelInvocationLog' || !isObject(input)) return [];
  const name = textOf(operation);
  const given = input.inputBodyJson;
  const body = isObject(given) ? valueOfJson(given) : null;
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

/** CloudTrail tells that a model was called, and with which parameters beside the body. */
function trail(value: JsonObject): readonly Found[] {
  if (isArray(value.Records)) return objects(value.Records).flatMap(trail);
  const { eventSource, eventName, requestParameters } = value;
  if (!/^bedrock/.test(textOf(eventSource)) || !isObject(requestParameters)) return [];
  const name = textOf(eventName);
  if (!/^(?:InvokeModel|Converse)/.test(name)) return [];
  const { modelId, ...others } = requestParameters;
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
    const headers = isObject(value.headers)
      ? Object.fromEntries(
          Object.entries(value.headers).map(([name, of]) => [name.toLowerCase(), textOf(of)]),
        )
      : {};
    const found = httpCall({
      what: `a line of a batch file, ${place}`,
      url: place,
      headers,
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

const KINDS = [archive, invocation, trail, batchLine];

/** Calls inside a record of JSON; none where it is no record but a request itself. */
export function readRecord(value: JsonObject): readonly Found[] {
  for (const kind of KINDS) {
    const found = kind(value);
    if (found.length > 0) return found;
  }
  return [];
}
