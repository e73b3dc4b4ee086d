import type { SentOperation } from '../../validation/target.ts';
import { command, shell } from './shell.ts';
import { compact, isConverse, type SnippetInput } from './snippet.ts';

/** The CLI has no command for streamed answers. */
export const CLI_NAME: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'invoke-model',
  InvokeModelWithResponseStream: 'invoke-model',
  Converse: 'converse',
  ConverseStream: 'converse',
};

export function awsCli({ outgoing, modelId, region }: SnippetInput): string {
  const { operation } = outgoing;
  const members = compact(outgoing).slice(1);
  const input = isConverse(operation)
    ? [
        `--cli-input-json ${shell(`{"modelId": ${JSON.stringify(modelId)}${members === '}' ? '' : ', '}${members}`)}`,
      ]
    : [
        `--model-id ${shell(modelId)}`,
        '--cli-binary-format raw-in-base64-out',
        `--body ${shell(compact(outgoing))}`,
        '/dev/stdout',
      ];
  return command([
    `aws bedrock-runtime ${CLI_NAME[operation] ?? 'invoke-model'} --region ${region}`,
    ...input,
  ]);
}
