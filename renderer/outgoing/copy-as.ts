import type { OutgoingView } from '../../shared/contract/inspection.ts';
import { isArray, isObject, type Json } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { keysAsWritten, numberAsWritten } from '../../shared/json/texts.ts';
import { packed } from '../../shared/pipeline/python/json.ts';
import { numberText, rewritten } from '../../shared/pipeline/python/numbers.ts';
import { secretHeader } from '../../shared/redaction/names.ts';
import type { SentOperation } from '../../shared/validation/target.ts';

/** A form in which the outgoing request can be copied. None of them ever holds a credential. */
export interface CopyForm {
  readonly id: string;
  readonly label: string;
  readonly write: (input: CopyInput) => string;
  /** False where the operation has no such form. */
  readonly fits: (outgoing: OutgoingView) => boolean;
}

export interface CopyInput {
  readonly outgoing: OutgoingView;
  readonly modelId: string;
  readonly region: string;
}

/** Quotes for a POSIX shell. */
const shell = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

const compact = ({ bodyText }: OutgoingView): string => packed(bodyText);

const isConverse = (operation: SentOperation): boolean =>
  operation === 'Converse' || operation === 'ConverseStream';
const isStream = (operation: SentOperation): boolean => operation.endsWith('Stream');

/** A header that carries a credential is named by a variable: `x-api-key` → `$X_API_KEY`. */
const headerOption = ([name, value]: readonly [string, string]): string =>
  secretHeader(name)
    ? `-H "${name}: $${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}"`
    : `-H ${shell(`${name}: ${value}`)}`;

/** Headers that HTTP and signing add by themselves are left out. */
const extraHeaders = ({ headers }: OutgoingView): readonly (readonly [string, string])[] =>
  Object.entries(headers).filter(
    ([name]) =>
      !/^(authorization|host|content-length|x-amz-(date|security-token|content-sha256))$/i.test(name),
  );

function curl({ outgoing, region }: CopyInput): string {
  const headers = new Map(extraHeaders(outgoing).map(([name, value]) => [name.toLowerCase(), value]));
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return [
    `curl -N ${shell(`https://${outgoing.operation === 'Rerank' ? 'bedrock-agent-runtime' : 'bedrock-runtime'}.${region}.amazonaws.com${outgoing.path}`)}`,
    `--aws-sigv4 ${shell(`aws:amz:${region}:bedrock`)}`,
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    '-H "x-amz-security-token: $AWS_SESSION_TOKEN"',
    ...[...headers].map(headerOption),
    `--data-binary ${shell(compact(outgoing))}`,
  ].join(' \\\n  ');
}

/** A JSON value as a Python literal, indented by four spaces a level. */
export function python(value: Json, indent = ''): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const inner = `${indent}    `;
  const member = (key: string | number, item: Json): string => {
    const written = typeof item === 'number' ? numberAsWritten(value, key) : undefined;
    return written === undefined ? python(item, inner) : rewritten(written);
  };
  const lines = isArray(value)
    ? value.map((item, i) => `${inner}${member(i, item)},`)
    : isObject(value)
      ? keysAsWritten(value).map(
          (key) => `${inner}${JSON.stringify(key)}: ${member(key, value[key] as Json)},`,
        )
      : [];
  const [open, close] = isArray(value) ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('\n')}\n${indent}${close}`;
}

const PYTHON_METHOD: Readonly<Partial<Record<SentOperation, string>>> = {
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

function boto3({ outgoing, modelId, region }: CopyInput): string {
  const { operation } = outgoing;
  const body = readJson(outgoing.bodyText);
  const call = `client.${PYTHON_METHOD[operation] ?? 'invoke_model'}`;
  const members =
    isConverse(operation) || operation === 'CountTokens' ? `**request` : `body=json.dumps(request)`;
  return [
    ...(isConverse(operation) || operation === 'CountTokens' ? [] : ['import json']),
    'import boto3',
    '',
    `client = boto3.client("bedrock-runtime", region_name=${JSON.stringify(region)})`,
    `request = ${python(body)}`,
    `response = ${call}(modelId=${JSON.stringify(modelId)}, ${members})`,
    PYTHON_READ[operation] ?? 'print(response)',
    '',
  ].join('\n');
}

function javascript({ outgoing, modelId, region }: CopyInput): string {
  const { operation } = outgoing;
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
    `const request = ${outgoing.bodyText};`,
    `const response = await client.send(new ${command}(${input}));`,
    read,
    '',
  ].join('\n');
}

const CLI_NAME: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'invoke-model',
  InvokeModelWithResponseStream: 'invoke-model-with-response-stream',
  Converse: 'converse',
  ConverseStream: 'converse-stream',
};

function awsCli({ outgoing, modelId, region }: CopyInput): string {
  const { operation } = outgoing;
  const name = CLI_NAME[operation] ?? 'invoke-model';
  const input = isConverse(operation)
    ? [`--cli-input-json ${shell(`{"modelId": ${JSON.stringify(modelId)}, ${compact(outgoing).slice(1)}`)}`]
    : [
        `--model-id ${shell(modelId)}`,
        '--cli-binary-format raw-in-base64-out',
        `--body ${shell(compact(outgoing))}`,
        '/dev/stdout',
      ];
  return [`aws bedrock-runtime ${name} --region ${region}`, ...input].join(' \\\n  ');
}

/** A client's call is written for the operations that it knows. */
const knownTo =
  (names: Readonly<Partial<Record<SentOperation, string>>>) =>
  ({ operation }: OutgoingView): boolean =>
    Object.hasOwn(names, operation);

/** Everything that "Copy as" offers, in order. */
export const COPY_FORMS: readonly CopyForm[] = [
  { id: 'json', label: 'JSON body', write: ({ outgoing }) => outgoing.bodyText, fits: () => true },
  { id: 'curl', label: 'curl (SigV4)', write: curl, fits: () => true },
  { id: 'boto3', label: 'Python, boto3', write: boto3, fits: knownTo(PYTHON_METHOD) },
  { id: 'javascript', label: 'JavaScript, AWS SDK v3', write: javascript, fits: knownTo(CLI_NAME) },
  { id: 'cli', label: 'AWS CLI', write: awsCli, fits: knownTo(CLI_NAME) },
];
