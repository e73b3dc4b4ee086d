import { readJson } from '../../json/read-json.ts';
import { secretHeader } from '../../redaction/names.ts';
import type { SentOperation } from '../../validation/target.ts';
import { blobsOf } from './blobs.ts';
import { literal, PYTHON } from './literal.ts';
import { pythonText } from './python.ts';
import { variableOf } from './shell.ts';
import { isConverse, ownHeaders, type SnippetInput } from './snippet.ts';

export const PYTHON_METHOD: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'invoke_model',
  InvokeModelWithResponseStream: 'invoke_model_with_response_stream',
  Converse: 'converse',
  ConverseStream: 'converse_stream',
  CountTokens: 'count_tokens',
};

const PYTHON_READ: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'print(response["body"].read().decode())',
  InvokeModelWithResponseStream:
    'for event in response["body"]:\n    print(event["chunk"]["bytes"].decode(), flush=True)',
  Converse: 'print(response["output"])',
  ConverseStream: 'for event in response["stream"]:\n    print(event, flush=True)',
  CountTokens: 'print(response["inputTokens"])',
};

const headerText = ([name, value]: readonly [string, string]): string =>
  `    request.headers[${pythonText(name)}] = ${secretHeader(name) ? `os.environ[${pythonText(variableOf(name))}]` : pythonText(value)}`;

/** Headers that boto3 has no argument for are added before it signs; credentials among them come from the environment. */
const addingHeaders = (headers: readonly (readonly [string, string])[]): readonly string[] =>
  headers.length === 0
    ? []
    : [
        '',
        '',
        'def add_headers(request, **_):',
        ...headers.map(headerText),
        '',
        '',
        'client.meta.events.register("before-sign.bedrock-runtime", add_headers)',
      ];

/** For Bedrock's own client in Python. Members of Converse that this client's model does not know it refuses by itself. */
export function boto3({ outgoing, modelId, region }: SnippetInput): string {
  const { operation } = outgoing;
  const body = readJson(outgoing.bodyText);
  const asMembers = isConverse(operation) || operation === 'CountTokens';
  const blobs = asMembers ? blobsOf(body) : new Map<object, string>();
  const call = `client.${PYTHON_METHOD[operation] ?? 'invoke_model'}`;
  return [
    ...(blobs.size > 0 ? ['import base64'] : []),
    ...(asMembers ? [] : ['import json']),
    ...(ownHeaders(outgoing).some(([name]) => secretHeader(name)) ? ['import os'] : []),
    'import boto3',
    '',
    `client = boto3.client("bedrock-runtime", region_name=${pythonText(region)})`,
    ...addingHeaders(ownHeaders(outgoing)),
    `request = ${literal(body, PYTHON, { blobs })}`,
    `response = ${call}(modelId=${pythonText(modelId)}, ${asMembers ? '**request' : 'body=json.dumps(request)'})`,
    PYTHON_READ[operation] ?? 'print(response)',
    '',
  ].join('\n');
}
