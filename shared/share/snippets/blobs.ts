import { isArray, isObject, type Json } from '../../json/json.ts';

/** Members of Converse and CountTokens that hold free JSON: nothing in them is a shape of the service. */
const FREE = new Set([
  ...['input', 'json', 'additionalModelRequestFields', 'requestMetadata', 'promptVariables', 'invokeModel'],
]);

/**
 * The members of a body that are bytes in the service's model and base64 in JSON, by the object that they stand in: clients want
 * bytes and write the base64 themselves. After the service model of the Bedrock runtime: `ImageSource`, `DocumentSource`,
 * `VideoSource`, `AudioSource`, `GuardrailConverseImageSource` (`bytes`), `ReasoningContentBlock` (`redactedContent`) and
 * `InvokeModelTokensRequest` (`body`).
 */
export function blobsOf(body: Json): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  const walk = (node: Json): void => {
    if (isArray(node)) for (const item of node) walk(item);
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string' && key === 'redactedContent') found.set(node, key);
      else if (key === 'source' && isObject(value) && typeof value.bytes === 'string')
        found.set(value, 'bytes');
      else if (!FREE.has(key)) walk(value);
    }
  };
  const counted = isObject(body) && isObject(body.input) ? body.input : null;
  if (counted && isObject(counted.invokeModel) && typeof counted.invokeModel.body === 'string')
    found.set(counted.invokeModel, 'body');
  walk(counted && isObject(counted.converse) ? counted.converse : body);
  return found;
}
