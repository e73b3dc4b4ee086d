import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { isConverse, isStream, ownHeaders, type SnippetInput } from './snippet.ts';

/** Thrown for a part of a body that the AI SDK has no word for. */
class NoWord extends Error {
  override readonly name = 'NoWord';
}

const noWord = (what: string): never => {
  throw new NoWord(what);
};

/** The members of an object, none but those that are named. */
function only(value: Json | undefined, allowed: readonly string[]): JsonObject {
  if (!isObject(value)) return noWord('no object');
  for (const key of Object.keys(value)) if (!allowed.includes(key)) noWord(key);
  return value;
}

const list = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : noWord('no list'));
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : noWord('no text'));

type Names = ReadonlyMap<string, string>;

/** A block of Converse as a part of a message. */
function partOf(block: Json, names: Names): Json {
  const [kind] = Object.keys(only(block, ['text', 'toolUse', 'toolResult', 'image']));
  const value = (block as JsonObject)[kind ?? ''];
  switch (kind) {
    case 'text':
      return { type: 'text', text: text(value) };
    case 'image': {
      const { format, source } = only(value, ['format', 'source']);
      const { bytes } = only(source, ['bytes']);
      return { type: 'file', data: text(bytes), mediaType: `image/${text(format)}` };
    }
    case 'toolUse': {
      const { toolUseId, name, input } = only(value, ['toolUseId', 'name', 'input']);
      return { type: 'tool-call', toolCallId: text(toolUseId), toolName: text(name), input: input ?? {} };
    }
    default:
      return resultOf(value, names);
  }
}

function resultOf(value: Json | undefined, names: Names): Json {
  const { toolUseId, content } = only(value, ['toolUseId', 'content']);
  const [only_, second] = list(content);
  if (second !== undefined) noWord('several results');
  const id = text(toolUseId);
  return {
    type: 'tool-result',
    toolCallId: id,
    toolName: names.get(id) ?? noWord('a result without a call'),
    output: { type: 'text', value: text(only(only_, ['text']).text) },
  };
}

/** A message; results of tools stand in a message of their own there. */
function messageOf(message: Json, names: Names): Json {
  const { role, content } = only(message, ['role', 'content']);
  const parts = list(content).map((block) => partOf(block, names));
  const results = parts.filter((part) => isObject(part) && part.type === 'tool-result').length;
  if (results > 0 && results < parts.length) noWord('results among other parts');
  return { role: results > 0 ? 'tool' : text(role), content: parts };
}

function callNames(messages: readonly Json[]): Names {
  const names = new Map<string, string>();
  for (const message of messages) {
    const content = isObject(message) && isArray(message.content) ? message.content : [];
    for (const block of content)
      if (isObject(block) && isObject(block.toolUse))
        names.set(String(block.toolUse.toolUseId), String(block.toolUse.name));
  }
  return names;
}

interface Tool {
  readonly name: string;
  readonly description: string | null;
  readonly schema: Json;
}

function toolsOf(config: Json | undefined): {
  readonly tools: readonly Tool[];
  readonly choice: Json | null;
} {
  if (config === undefined) return { tools: [], choice: null };
  const { tools, toolChoice } = only(config, ['tools', 'toolChoice']);
  const read = list(tools).map((tool): Tool => {
    const { name, description, inputSchema } = only(only(tool, ['toolSpec']).toolSpec, [
      'name',
      'description',
      'inputSchema',
    ]);
    return {
      name: text(name),
      description: description === undefined ? null : text(description),
      schema: only(inputSchema, ['json']).json ?? {},
    };
  });
  if (toolChoice === undefined) return { tools: read, choice: null };
  const chosen = only(toolChoice, ['auto', 'any', 'tool']);
  if (chosen.tool !== undefined)
    return { tools: read, choice: { type: 'tool', toolName: text(only(chosen.tool, ['name']).name) } };
  return { tools: read, choice: chosen.any === undefined ? 'auto' : 'required' };
}

const INFERENCE: ReadonlyMap<string, string> = new Map([
  ['maxTokens', 'maxOutputTokens'],
  ['temperature', 'temperature'],
  ['topP', 'topP'],
  ['stopSequences', 'stopSequences'],
]);

const literal = (value: Json): string => JSON.stringify(value, null, 2).replace(/\n/g, '\n  ');

function settingsOf(config: Json | undefined): readonly string[] {
  return Object.entries(only(config ?? {}, [...INFERENCE.keys()])).map(
    ([key, value]) => `  ${INFERENCE.get(key)}: ${literal(value)},`,
  );
}

function toolsText(tools: readonly Tool[]): readonly string[] {
  if (tools.length === 0) return [];
  const entries = tools.map(({ name, description, schema }) => {
    const told = description === null ? '' : `description: ${JSON.stringify(description)}, `;
    return `    ${JSON.stringify(name)}: { ${told}inputSchema: jsonSchema(${JSON.stringify(schema)}) },`;
  });
  return ['  tools: {', ...entries, '  },'];
}

function write({ outgoing, modelId, region }: SnippetInput): string {
  const body = readJson(outgoing.bodyText);
  const { messages, system, inferenceConfig, toolConfig, additionalModelRequestFields } = only(body, [
    ...['messages', 'system', 'inferenceConfig', 'toolConfig', 'additionalModelRequestFields'],
  ]);
  const turns = list(messages);
  const names = callNames(turns);
  const systems = (system === undefined ? [] : list(system)).map((block) => ({
    role: 'system',
    content: text(only(block, ['text']).text),
  }));
  const { tools, choice } = toolsOf(toolConfig);
  const streamed = isStream(outgoing.operation);
  const extra = additionalModelRequestFields;
  return [
    "import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';",
    `import { ${tools.length > 0 ? 'jsonSchema, ' : ''}${streamed ? 'streamText' : 'generateText'} } from 'ai';`,
    '',
    'const bedrock = createAmazonBedrock({',
    `  region: ${JSON.stringify(region)},`,
    '  baseURL: process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME,',
    '});',
    `const result = ${streamed ? '' : 'await '}${streamed ? 'streamText' : 'generateText'}({`,
    `  model: bedrock(${JSON.stringify(modelId)}),`,
    `  messages: ${literal([...systems, ...turns.map((turn) => messageOf(turn, names))])},`,
    ...settingsOf(inferenceConfig),
    ...toolsText(tools),
    ...(choice === null ? [] : [`  toolChoice: ${JSON.stringify(choice)},`]),
    ...(extra === undefined
      ? []
      : [`  providerOptions: { bedrock: { additionalModelRequestFields: ${literal(extra)} } },`]),
    '  maxRetries: 0,',
    '});',
    ...(streamed
      ? ['for await (const text of result.textStream) process.stdout.write(text);']
      : ['console.log(result.text, result.toolCalls);']),
    '',
  ].join('\n');
}

/** For Vercel's AI SDK, which speaks Converse; empty where it has no word for a part of the body. */
export function aiSdk(input: SnippetInput): string {
  if (!isConverse(input.outgoing.operation) || ownHeaders(input.outgoing).length > 0) return '';
  try {
    return write(input);
  } catch (error) {
    if (error instanceof NoWord) return '';
    throw error;
  }
}
