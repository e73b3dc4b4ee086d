import type { Pointer } from '../json/pointer.ts';
import type { Ttl } from '../tokens/prompt.ts';

/** A picture, document, sound or film inside a message. */
export interface MediaPart {
  /** The string that holds it. */
  readonly pointer: Pointer;
  readonly kind: 'image' | 'document' | 'audio' | 'video';
  /** MIME type, or as much of it as is known. */
  readonly type: string;
  /** File name; empty where it has none. */
  readonly name: string;
  /** Bytes; 0 for one that is fetched from an address. */
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** A call of a tool, or the answer to one. */
export interface ToolPart {
  readonly id: string;
  /** Name of the tool; of an answer that of the call it belongs to. */
  readonly name: string;
  /** What was asked, in one line. */
  readonly brief: string;
  /** Where the other half stands; null where there is none. */
  readonly paired: Pointer | null;
}

/** One message as a card of two lines. */
export interface Card {
  readonly pointer: Pointer;
  /** Its number among the messages, from 0; -1 for a system prompt that stands beside them. */
  readonly number: number;
  readonly role: string;
  /** The name of who speaks; empty where none is given. */
  readonly name: string;
  /** The first line of what it says; empty where it says nothing. */
  readonly line: string;
  /** Size as JSON, UTF-16 units. */
  readonly size: number;
  /** Estimated. */
  readonly tokens: number;
  readonly thinking: boolean;
  readonly calls: readonly ToolPart[];
  readonly answers: readonly ToolPart[];
  readonly media: readonly MediaPart[];
  /** The longest that anything in it asks to be cached; null without a cache mark. */
  readonly cache: Ttl | null;
}

/** From one thing that a person says to the next. */
export interface Turn {
  /** From 1; 0 for what stands before the first. */
  readonly number: number;
  readonly title: string;
  /** Places in `cards`, `to` not among them. */
  readonly from: number;
  readonly to: number;
}

export interface ToolCard {
  readonly pointer: Pointer;
  readonly name: string;
  /** The server of a tool that is named `mcp__server__tool`; empty for any other. */
  readonly server: string;
  readonly line: string;
  readonly size: number;
  readonly tokens: number;
}

/** A request as a conversation. */
export interface Conversation {
  readonly cards: readonly Card[];
  readonly turns: readonly Turn[];
  readonly tools: readonly ToolCard[];
}
