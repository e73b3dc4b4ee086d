import { lookUp } from '../../json/look-up.ts';
import { asMembers, asText, type Call, holeAt, map, text, type Value } from './value.ts';

/** Names of LangChain's and others' speakers in OpenAI's words. */
const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  HumanMessage: 'user',
  AIMessage: 'assistant',
  SystemMessage: 'system',
};

const named = (role: string): string => lookUp(ROLES, role) ?? role;

const said = (role: string, content: Value): Value =>
  map([
    ['role', text(named(role))],
    ['content', content],
  ]);

const hole = (name: string): Value => ({ kind: 'hole', hole: holeAt(name, 0, name.length) });

function ofCall({ callee, args, named: given }: Call): Value | null {
  const role = callee.replace(/^.*\./, '');
  const [first] = args;
  const placeholder = role === 'MessagesPlaceholder' ? (given.get('variable_name') ?? first) : undefined;
  if (placeholder) return said('user', hole(`messages of ${asText(placeholder) ?? 'the chat'}`));
  const content = given.get('content') ?? (first?.kind === 'map' ? first.members.get('content') : first);
  return content && role in ROLES ? said(role, content) : null;
}

/** A message as LangChain takes it: an object, a pair, or an instance of a message class. */
function message(value: Value): Value {
  if (value.kind === 'call') return ofCall(value.call) ?? value;
  if (value.kind === 'list' && value.items.length === 2) {
    const [role, content] = value.items;
    const name = asText(role);
    if (name !== null && content) return said(name, content);
  }
  const members = asMembers(value);
  const role = asText(members.get('role'));
  const content = members.get('content');
  return role !== null && content ? said(role, content) : value;
}

/** What is handed to LangChain's `invoke`, as messages; null where it is none of its forms. */
export function messagesOf(value: Value | undefined): readonly Value[] | null {
  if (value?.kind === 'text' || value?.kind === 'hole') return [said('user', value)];
  return value?.kind === 'list' ? value.items.map(message) : null;
}

const roleOf = (value: Value): string | null => asText(asMembers(value).get('role'));

/** Messages without those of the system, and what those say. */
export function splitSystem(messages: readonly Value[]): {
  readonly system: readonly Value[];
  readonly others: readonly Value[];
} {
  return {
    system: messages
      .filter((one) => roleOf(one) === 'system')
      .flatMap((one) => asMembers(one).get('content') ?? []),
    others: messages.filter((one) => roleOf(one) !== 'system'),
  };
}

/** A part of a message as a block of Converse. */
type AsBlock = (part: Value) => Value;

/** A part with a text as a block of Converse; another one as it stands. */
export const textBlock: AsBlock = (part) => {
  const members = asMembers(part);
  const says = members.get('text');
  return asText(members.get('type')) === 'text' && says ? map([['text', says]]) : part;
};

/** The blocks of Converse that the content of a message becomes, then those that follow. */
const converseContent = (content: Value | undefined, asBlock: AsBlock, then: readonly Value[]): Value => {
  const blocks = content?.kind === 'list' ? content.items.map(asBlock) : [];
  const says = content && content.kind !== 'list' ? [map([['text', content]])] : [];
  return { kind: 'list', items: [...blocks, ...says, ...then] };
};

/**
 * A message with a role as Converse takes it.
 *
 * @param asBlock how its client writes parts
 * @param then blocks that stand behind its own
 */
export const converseMessage = (
  value: Value,
  asBlock: AsBlock = textBlock,
  then: readonly Value[] = [],
): Value => {
  const members = asMembers(value);
  const role = members.get('role');
  if (!role) return value;
  return map([
    ['role', role],
    ['content', converseContent(members.get('content'), asBlock, then)],
  ]);
};
