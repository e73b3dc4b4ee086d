import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { inheritTexts } from '../../json/texts.ts';
import { crash } from '../call/failures.ts';

type Definitions = Readonly<Record<string, Json>>;
type Node = Json[] | Record<string, Json>;

interface Task {
  readonly node: Json;
  readonly parent: Node;
  readonly key: string | number;
  readonly definitions: Definitions;
  readonly seen: ReadonlySet<string>;
}

const own = (schema: Json | undefined): Definitions =>
  isObject(schema)
    ? {
        ...(isObject(schema.$defs) ? schema.$defs : {}),
        ...(isObject(schema.definitions) ? schema.definitions : {}),
      }
    : {};

/** A deep copy that may be changed; its numbers stay as they were written. */
export function copyOf(value: Json): Json {
  if (isArray(value)) return inheritTexts(value.map(copyOf), value);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, copyOf(member)] as const);
  return inheritTexts(Object.fromEntries(members), value);
}

const put = (parent: Node, key: string | number, value: Json): void => {
  (parent as Record<string | number, Json>)[key] = value;
};

/**
 * Replaces every `$ref` by a copy of the definition that its last segment names, wherever it stands
 * in the schema; unknown and circular references stay. The schema given is not changed. Throws `Stop`
 * (`crashed`) where a reference or what it names has a form that LiteLLM fails on.
 * Source: `unpack_defs`, all three releases (LiteLLM issue #19098 for circles).
 */
export function withoutRefs(schema: JsonObject, definitions: Definitions): JsonObject {
  const root: Record<string, Json> = { schema: copyOf(schema) };
  const queue: Task[] = [
    {
      node: root.schema as Json,
      parent: root,
      key: 'schema',
      definitions: { ...definitions, ...own(schema) },
      seen: new Set(),
    },
  ];
  for (let i = 0; i < queue.length; i++) {
    const { node, parent, key, definitions: known, seen } = queue[i] as Task;
    if (isArray(node)) {
      node.forEach((item, index) => {
        queue.push({ node: item, parent: node as Json[], key: index, definitions: known, seen });
      });
    } else if (isObject(node) && '$ref' in node) {
      if (typeof node.$ref !== 'string') crash('A $ref must be a string.');
      const name = node.$ref.slice(node.$ref.lastIndexOf('/') + 1);
      const target = Object.hasOwn(known, name) ? known[name] : undefined;
      if (seen.has(name) || target === undefined || target === null) continue;
      if (!isObject(target)) crash('A definition must be an object.');
      const resolved = copyOf(target);
      put(parent, key, resolved);
      const inner = { ...known, ...own(target) };
      queue.push({ node: resolved, parent, key, definitions: inner, seen: new Set([...seen, name]) });
    } else if (isObject(node)) {
      const inner = { ...known, ...own(node) };
      for (const member of Object.keys(node)) {
        const value = node[member] as Json;
        queue.push({
          node: value,
          parent: node as Record<string, Json>,
          key: member,
          definitions: inner,
          seen,
        });
      }
    }
  }
  return isObject(root.schema) ? root.schema : schema;
}
