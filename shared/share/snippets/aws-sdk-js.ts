import { readJson } from '../../json/read-json.ts';
import { secretHeader } from '../../redaction/names.ts';
import type { SentOperation } from '../../validation/target.ts';
import { blobsOf } from './blobs.ts';
import { JAVASCRIPT, literal } from './literal.ts';
import { variableOf } from './shell.ts';
import { isConverse, isStream, ownHeaders, type SnippetInput } from './snippet.ts';

export const SDK_OPERATIONS: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'InvokeModelCommand',
  InvokeModelWithResponseStream: 'InvokeModelWithResponseStreamCommand',
  Converse: 'ConverseCommand',
  ConverseStream: 'ConverseStreamCommand',
};

const headerText = ([name, value]: readonly [string, string]): string =>
  `      ${JSON.stringify(name)}: ${secretHeader(name) ? `process.env.${variableOf(name)}` : JSON.stringify(value)},`;

/** Headers that the client has no member for; credentials among them come from the environment. */
const addingHeaders = (headers: readonly (readonly [string, string])[]): readonly string[] =>
  headers.length === 0
    ? []
    : [
        'client.middlewareStack.add(',
        '  (next) => (args) => {',
        '    Object.assign(args.request.headers, {',
        ...headers.map(headerText),
        '    });',
        '    return next(args);',
        '  },',
        "  { step: 'build' },",
        ');',
      ];

/** For the AWS SDK for JavaScript, version 3. */
export function awsSdkJs({ outgoing, modelId, region }: SnippetInput): string {
  const { operation } = outgoing;
  const body = readJson(outgoing.bodyText);
  const blobs = isConverse(operation) ? blobsOf(body) : new Map<object, string>();
  const command = `${operation}Command`;
  const input = isConverse(operation)
    ? `{ modelId: ${JSON.stringify(modelId)}, ...request }`
    : `{ modelId: ${JSON.stringify(modelId)}, contentType: 'application/json', body: JSON.stringify(request) }`;
  const read = isStream(operation)
    ? isConverse(operation)
      ? 'for await (const event of response.stream ?? []) console.log(event);'
      : 'for await (const event of response.body ?? []) console.log(new TextDecoder().decode(event.chunk?.bytes));'
    : isConverse(operation)
      ? 'console.log(response.output);'
      : 'console.log(new TextDecoder().decode(response.body));';
  return [
    `import { BedrockRuntimeClient, ${command} } from '@aws-sdk/client-bedrock-runtime';`,
    '',
    `const client = new BedrockRuntimeClient({ region: ${JSON.stringify(region)} });`,
    ...addingHeaders(ownHeaders(outgoing)),
    `const request = ${literal(body, JAVASCRIPT, { blobs })};`,
    `const response = await client.send(new ${command}(${input}));`,
    read,
    '',
  ].join('\n');
}
