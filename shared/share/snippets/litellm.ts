import type { FormId } from '../../input/forms.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { keysAsWritten } from '../../json/texts.ts';
import { keywordArguments } from './python.ts';
import type { CallerCall, SnippetInput } from './snippet.ts';

interface Entry {
  /** The function of the module. */
  readonly name: string;
  /** True where it is a coroutine. */
  readonly waits: boolean;
}

/** LiteLLM's functions by the form that they take. */
const ENTRY: Readonly<Partial<Record<FormId, Entry>>> = {
  chat: { name: 'completion', waits: false },
  messages: { name: 'anthropic_messages', waits: true },
  responses: { name: 'responses', waits: false },
  completions: { name: 'text_completion', waits: false },
  embeddings: { name: 'embedding', waits: false },
  rerank: { name: 'rerank', waits: false },
  images: { name: 'image_generation', waits: false },
};

export const requestOf = ({ requestText }: CallerCall): JsonObject => readJson(requestText) as JsonObject;

type Called = Pick<SnippetInput, 'call' | 'region'>;

export const isLiteLlmCall = ({ call }: Called): boolean => call !== null && Object.hasOwn(ENTRY, call.form);

const switches = ({ dropParams, modifyParams }: CallerCall): readonly string[] => [
  ...(dropParams ? ['litellm.drop_params = True'] : []),
  ...(modifyParams ? ['litellm.modify_params = True'] : []),
];

const isTrue = (value: Json | undefined): boolean => value === true;

/** Lines as Python counts them: a line separator in a string (U+2028) begins none. */
const indented = (code: string): string =>
  code
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

/** A call of LiteLLM's Python module, with the release that is shown. */
export function liteLlm({ call, region }: Called): string {
  if (!call) return '';
  const request = requestOf(call);
  const { name, waits } = ENTRY[call.form] ?? { name: 'completion', waits: false };
  const streamed = isTrue(request.stream);
  const keys = keysAsWritten(request);
  const named = keys.includes('aws_region_name') ? '' : `    aws_region_name="${region}",`;
  const arguments_ = [keywordArguments(request, keys), named].filter((line) => line !== '').join('\n');
  const head = [
    ...(call.release === null ? [] : [`# pip install litellm==${call.release} boto3`]),
    ...(waits ? ['import asyncio'] : []),
    'import litellm',
    '',
    ...switches(call),
  ];
  if (!waits) {
    return [
      ...head,
      `response = litellm.${name}(`,
      arguments_,
      ')',
      ...(streamed ? ['for chunk in response:', '    print(chunk, flush=True)'] : ['print(response)']),
      '',
    ].join('\n');
  }
  return [
    ...head,
    '',
    'async def main():',
    indented(`response = await litellm.${name}(\n${arguments_}\n)`),
    ...(streamed
      ? ['    async for chunk in response:', '        print(chunk, flush=True)']
      : ['    print(response)']),
    '',
    '',
    'asyncio.run(main())',
    '',
  ].join('\n');
}
