import { isArray, isObject, type Json } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import { type Rule, rule } from '../../../ledger/rule.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Message } from '../../../messages/message.ts';

/** A finished prompt and the incoming values that are in it. */
export interface Prompt {
  readonly text: string;
  readonly from: readonly Pointer[];
}

/** Turns a conversation into one string. Throws a `crashed` Stop where LiteLLM's template fails. */
export type PromptTemplate = (messages: readonly Message[]) => Prompt;

/** A template together with the rule that says, in the ledger, what was done to the messages. */
export interface PromptForm {
  readonly render: PromptTemplate;
  readonly rule: Rule;
}

/** Makes a prompt form; `text` is the rule's sentence, `source` where the template is known from. */
export function promptForm(id: string, text: string, source: string, render: PromptTemplate): PromptForm {
  return { render, rule: rule({ id: `build.prompt.${id}`, stage: 'build', fate: 'mapped', text, source }) };
}

/** A member that the template reads without asking whether it is there; its absence is a crash. */
export function required(message: Message, key: string): Json {
  if (!Object.hasOwn(message.value, key)) crash(`a message has no '${key}' (KeyError)`);
  return message.value[key] as Json;
}

/** The role of a message; messages without one do not get past the completion layer. */
export function roleOf(message: Message): string {
  const role = message.value.role;
  return typeof role === 'string' ? role : '';
}

/** Where the role of a message is from; a message that LiteLLM made itself has none of its own. */
export function roleAt(message: Message): Pointer {
  const role = child(message.at, 'role');
  return message.contentAt === child(message.at, 'content') ? role : message.at;
}

/** Collects the text of a prompt together with the pointers of what went into it. */
export class PromptWriter {
  #text = '';
  readonly #from = new Set<Pointer>();

  /** Text of the template itself. */
  literal(text: string): this {
    this.#text += text;
    return this;
  }

  /** Text made from a member of a message. */
  from(pointer: Pointer, text: string): this {
    this.#from.add(pointer);
    this.#text += text;
    return this;
  }

  /** Says that a value decided what the template wrote, without being in it word for word (a role). */
  uses(pointer: Pointer): this {
    this.#from.add(pointer);
    return this;
  }

  /** Opens a message: its role chose the markers around it. */
  open(message: Message): this {
    return this.uses(roleAt(message));
  }

  finish(map: (text: string) => string = (text) => text): Prompt {
    return { text: map(this.#text), from: [...this.#from] };
  }
}

/**
 * Notes every part of the messages that is not in the prompt, by the given rule: names, images,
 * tool calls and whatever else a single string has no place for.
 */
export function noteUnsaid(
  messages: readonly Message[],
  said: readonly Pointer[],
  rule: Rule,
  trace: Trace,
): void {
  const saidSet = new Set(said);
  const ancestors = new Set<Pointer>();
  for (const pointer of said) {
    for (let at = pointer.lastIndexOf('/'); at > 0; at = pointer.lastIndexOf('/', at - 1)) {
      ancestors.add(pointer.slice(0, at));
    }
  }
  const walk = (value: Json, at: Pointer): void => {
    if (saidSet.has(at)) return;
    if (!ancestors.has(at)) trace.note(at, rule);
    else if (isArray(value)) value.forEach((item, i) => void walk(item, child(at, i)));
    else if (isObject(value)) for (const key of Object.keys(value)) walk(value[key] as Json, child(at, key));
  };
  for (const message of messages) walk(message.value, message.at);
}
