import { endOfBrackets } from './brackets.ts';
import { type Found, headersOf } from './found.ts';
import { httpCall, isRequest } from './http-call.ts';
import { printedObject } from './printed.ts';
import { asMembers, asText, map } from './value.ts';

/** What clients write into their debug logs before the request as a dictionary, and where its body stands in that. */
const CLIENTS = [
  { mark: 'with params: ', what: 'a line of botocore’s debug log', body: 'body' },
  { mark: 'Request options: ', what: 'a line of the client’s debug log', body: 'json_data' },
] as const;

const MARKS = /\bOperationModel\(name=\w+\) with params: (?=\{)|\bRequest options: (?=\{)/g;

/** Options of the client beside the body whose members join it. */
const MORE = 'extra_json';

function requestIn(printed: string, mark: string): Found | null {
  const client = CLIENTS.find((one) => mark.endsWith(one.mark));
  const object = client && printedObject(printed);
  if (!client || !object) return null;
  const options = asMembers(object);
  const body = options.get(client.body);
  const url = asText(options.get('url'));
  if (!body || url === null) return null;
  const found = httpCall({
    what: client.what,
    url,
    headers: headersOf(options.get('headers')),
    body: body.kind === 'map' ? map([...body.members, ...asMembers(options.get(MORE))]) : body,
  });
  return found && isRequest(found.request) ? found : null;
}

/**
 * The requests in the debug logs of boto3 (`Making request for OperationModel(name=Converse) with params: {…}`) and of
 * OpenAI's and Anthropic's clients (`Request options: {…}`).
 */
export function readClientLog(log: string): readonly Found[] {
  return [...log.matchAll(MARKS)].flatMap(({ index, 0: mark }, i, all) => {
    const from = index + mark.length;
    const text = log.slice(from, all[i + 1]?.index ?? log.length);
    const end = endOfBrackets(text, 0);
    return end < 0 ? [] : (requestIn(text.slice(0, end), mark) ?? []);
  });
}
