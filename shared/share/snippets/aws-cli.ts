import { readJson } from '../../json/read-json.ts';
import type { SentOperation } from '../../validation/target.ts';
import { blobsOf } from './blobs.ts';
import { command, isLongArgument, shell } from './shell.ts';
import { compact, isConverse, type SnippetInput } from './snippet.ts';

/** The CLI has no command for streamed answers. */
export const CLI_NAME: Readonly<Partial<Record<SentOperation, string>>> = {
  InvokeModel: 'invoke-model',
  InvokeModelWithResponseStream: 'invoke-model',
  Converse: 'converse',
  ConverseStream: 'converse',
};

/** Version 1 takes base64 inside of JSON for the bytes themselves. */
const VERSION_2 = '# AWS CLI version 2: version 1 would encode the bytes a second time\n';

export function awsCli({ outgoing, modelId, region }: SnippetInput): string {
  const { operation } = outgoing;
  const name = `aws bedrock-runtime ${CLI_NAME[operation] ?? 'invoke-model'} --region ${region}`;
  if (isConverse(operation)) {
    const members = compact(outgoing).slice(1);
    const input = `{"modelId": ${JSON.stringify(modelId)}${members === '}' ? '' : ', '}${members}`;
    const remark = blobsOf(readJson(outgoing.bodyText)).size > 0 ? VERSION_2 : '';
    if (!isLongArgument(input)) return `${remark}${command([name, `--cli-input-json ${shell(input)}`])}`;
    // The CLI reads what it is given twice: standard input would be empty then.
    const asked = command([name, '--cli-input-json file://request.json']);
    return `${remark}cat > request.json <<'BODY'\n${input}\nBODY\n${asked}`;
  }
  // A file of bytes is taken as it is by both versions; a body on the command line only where version 2 is told so.
  return command([
    `printf '%s' ${shell(compact(outgoing))}`,
    `| ${name} --model-id ${shell(modelId)} --body fileb:///dev/stdin /dev/stdout`,
  ]);
}
