import { isObject, type Json, type JsonObject, objectOf } from '../../json/json.ts';

/** A tool as the conventions write it; what its form has beside that stays where it is no function. */
type Definition = JsonObject & { readonly type: string; readonly name: string };

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A function; what it does not say stays out. */
function functionOf(name: string, description: Json | undefined, parameters: Json | undefined): Definition {
  return {
    type: 'function',
    name,
    ...(typeof description === 'string' ? { description } : {}),
    ...(isObject(parameters) ? { parameters } : {}),
  };
}

/** A tool in Converse's form, Anthropic's or OpenAI's; nothing for what stands among tools and is none (a cache point). */
function definitionOf(tool: Json): readonly Definition[] {
  const { toolSpec, systemTool, function: ofChat, ...one } = objectOf(tool);
  if (isObject(toolSpec)) {
    const { name, description, inputSchema } = objectOf(toolSpec);
    return [functionOf(textOf(name), description, objectOf(inputSchema).json)];
  }
  if (isObject(systemTool)) return [{ type: 'system', name: textOf(objectOf(systemTool).name) }];
  if (isObject(ofChat)) {
    const { name, description, parameters } = objectOf(ofChat);
    return [functionOf(textOf(name), description, parameters)];
  }
  const [type, name] = [textOf(one.type), textOf(one.name)];
  if (type === '' && name === '') return [];
  const isFunction = ['', 'custom', 'function'].includes(type);
  if (isFunction) return [functionOf(name, one.description, one.input_schema ?? one.parameters)];
  return [{ ...one, type, name: name || type }];
}

/** `gen_ai.tool.definitions`, by the JSON schema of the GenAI conventions: each with a type and a name. */
export const definitionsOf = (tools: readonly Json[]): readonly Definition[] => tools.flatMap(definitionOf);
