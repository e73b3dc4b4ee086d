import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import type { Context } from '../../call/context.ts';
import type { Family } from '../../call/family.ts';
import { objectOf, type Param } from '../../call/params.ts';
import { rowsFor, type Table, walkTable } from '../../call/table.ts';
import { rulesIn } from '../../ledger/rule.ts';
import type { Message } from '../../messages/message.ts';
import { plainTexts } from '../text/plain-texts.ts';
import { cohereToolResults } from '../text/prompts/cohere.ts';
import { roleOf } from '../text/prompts/prompt.ts';
import { COHERE_TABLE, COMMAND_R_ACCEPTS } from './table.ts';

const SOURCE = 'Strata strict profile; AWS page "Cohere Command R and Command R+ models"';

const make = rulesIn('build', 'strict.command-r', SOURCE);

const MESSAGE = make('message', 'mapped', 'The last user message becomes message.');
const NO_MESSAGE = make(
  'no-message',
  'added',
  'Command R wants a message; there is none from a user at the end.',
);
const HISTORY = make('history', 'mapped', 'Earlier messages become the chat history, by USER and CHATBOT.');
const PREAMBLE = make('preamble', 'mapped', 'System prompts become the preamble.');
const RESULT = make(
  'tool-result',
  'mapped',
  'What tools answered at the end of the conversation becomes tool_results.',
);
const OLD_RESULT = make(
  'old-tool-result',
  'dropped',
  'The chat history has no place for earlier answers of tools.',
);

const rows = rowsFor('strict.command-r', SOURCE);

const PYTHON_TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  array: 'list',
  object: 'dict',
};

/** A JSON Schema's properties as Cohere's parameter definitions. */
function parameterDefinitions(schema: Json | undefined): JsonObject {
  const { properties, required } = isObject(schema) ? schema : {};
  const needed: JsonArray = isArray(required) ? required : [];
  const definitions: Record<string, Json> = {};
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    const { type, description } = isObject(property) ? property : {};
    definitions[name] = {
      ...(typeof description === 'string' ? { description } : {}),
      type: (typeof type === 'string' && lookUp(PYTHON_TYPES, type)) || 'str',
      required: needed.includes(name),
    };
  }
  return definitions;
}

function cohereTools({ value }: Param): Json | undefined {
  if (!isArray(value)) return undefined;
  return value.flatMap((tool) => {
    const fn = isObject(tool) && isObject(tool.function) ? tool.function : null;
    if (!fn) return [];
    const { name = '', description = '', parameters } = fn;
    return [{ name, description, parameter_definitions: parameterDefinitions(parameters) }];
  });
}

const { n: _n, ...SHARED } = COHERE_TABLE;
const TABLE: Table = {
  ...SHARED,
  tools: rows.mapped(
    'tools',
    'tools',
    'Tools become Cohere’s: a name and parameter definitions.',
    cohereTools,
  ),
};

const SPEAKERS: Readonly<Record<string, string>> = { user: 'USER', assistant: 'CHATBOT' };

/** How many messages at the end are answers of tools. */
function toolsAtEnd(messages: readonly Message[]): number {
  let count = 0;
  while (count < messages.length && roleOf(messages[messages.length - 1 - count] as Message) === 'tool')
    count++;
  return count;
}

function historyOf(messages: readonly Message[], { trace }: Context): Json {
  const turns = messages.flatMap((message) => {
    const role = lookUp(SPEAKERS, roleOf(message));
    if (role === undefined) {
      if (roleOf(message) === 'tool') trace.note(message.at, OLD_RESULT);
      return [];
    }
    return [trace.whole({ role, message: message.value.content ?? '' }, message.at, HISTORY)];
  });
  return trace.whole(turns, '/messages', HISTORY);
}

function resultsOf(messages: readonly Message[], count: number, { trace }: Context): Json {
  const results = cohereToolResults(messages).slice(-count);
  const made = results.map((result) => {
    const call = trace.whole({ name: result.name, parameters: result.parameters }, result.callFrom, RESULT);
    const output = isObject(result.output) ? result.output : { result: result.output };
    const outputs = trace.whole([output], result.outputFrom, RESULT);
    return trace.whole({ call, outputs }, result.outputFrom, RESULT);
  });
  return trace.whole(made, null, RESULT);
}

/** Puts the conversation into `message`, `chat_history`, `preamble` and `tool_results`. */
function place(body: Record<string, Json>, context: Context): void {
  const { trace } = context;
  const all = plainTexts(context.messages, context);
  const system = all.filter((message) => roleOf(message) === 'system');
  if (system.length > 0 && !Object.hasOwn(body, 'preamble')) {
    body.preamble = system.map((message) => message.value.content).join('\n');
    trace.member(
      body,
      'preamble',
      system.map((message) => message.at),
      PREAMBLE,
    );
  }
  const turns = all.filter((message) => roleOf(message) !== 'system');
  const tools = toolsAtEnd(turns);
  const rest = turns.slice(0, turns.length - tools);
  const last = rest[rest.length - 1];
  const asks = last !== undefined && roleOf(last) === 'user' && tools === 0;
  body.message = asks ? (last.value.content ?? '') : '';
  trace.member(body, 'message', asks ? last.at : null, asks ? MESSAGE : NO_MESSAGE);
  body.chat_history = historyOf(asks ? rest.slice(0, -1) : rest, context);
  if (tools > 0) body.tool_results = resultsOf(turns, tools, context);
}

/** Command R in the form that AWS documents; LiteLLM writes the whole conversation into `message`. */
export const strictCommandR: Family = {
  id: 'command-r',
  label: 'Cohere Command R',
  supported: () => Object.keys(TABLE),
  accepts: () => COMMAND_R_ACCEPTS,
  map: (params, context) => walkTable(TABLE, params, context),
  build: (params, context) => {
    const body: Record<string, Json> = objectOf(params, context.trace) as Record<string, Json>;
    place(body, context);
    return { body, headers: {} };
  },
};
