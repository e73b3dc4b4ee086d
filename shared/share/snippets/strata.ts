import { packed } from '../../pipeline/python/json.ts';
import { command, shell } from './shell.ts';
import { compact, type SnippetInput } from './snippet.ts';

/** What Bedrock says to the body, without sending it anywhere. */
export function strataCheck({ outgoing, modelId, call }: SnippetInput): string {
  const check = command([
    `printf '%s' ${shell(compact(outgoing))}`,
    `| strata check --operation ${outgoing.operation} --model ${shell(modelId)}`,
  ]);
  if (call === null || call.release === null) return `${check}\n`;
  const line = `{"api": ${JSON.stringify(call.form)}, "request": ${packed(call.requestText)}}`;
  const transform = command([
    `printf '%s' ${shell(line)}`,
    `| strata transform --profile litellm-${call.release}${call.dropParams ? ' --drop-params' : ''}${call.modifyParams ? ' --modify-params' : ''}`,
  ]);
  return `# What LiteLLM ${call.release} sends\n${transform}\n\n# What Bedrock answers to it\n${check}\n`;
}
