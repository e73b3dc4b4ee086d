import type { Evidence } from '../../problem.ts';

/** What holds for a model, and what says so. Where sources disagree all stand here and the latest counts. */
export interface Cell<T> {
  readonly is: T;
  readonly evidence: readonly Evidence[];
  /** Where the service changed: the month or day it was first seen to hold, and what held before. */
  readonly since?: string;
  readonly before?: Cell<T>;
  /** Of what held before: the month or day it was last seen to hold. */
  readonly until?: string;
}

/** `free`: any; `exclusive`: temperature or top_p, not both; `deprecated`: none but the default. */
export type Sampling = 'free' | 'exclusive' | 'deprecated';

export type ThinkingKind = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';

export type Medium = 'image' | 'document' | 'video' | 'audio';

export interface Caching {
  readonly places: readonly ('system' | 'messages' | 'tools')[];
  /** Most cache points in one request. */
  readonly points: number;
  readonly ttl: readonly ('5m' | '1h')[];
  /** Shortest prefix that is cached, in tokens; shorter ones are answered without a cache. */
  readonly leastTokens: number;
}

export interface Betas {
  /** Values of `anthropic_beta` that are on record as taken. */
  readonly taken: readonly string[];
  /** Values that are on record as refused. */
  readonly refused: readonly string[];
  /** Other values that Anthropic's own API knows; what neither knows is refused. */
  readonly issued: readonly string[];
}

/**
 * What the models of one generation take on Bedrock. A cell that is not there says nothing: the
 * generation takes what its family's rules allow, as far as is known.
 */
export interface Capabilities {
  /** As people call it: `Claude Opus 4.7`. */
  readonly generation: string;
  /** Foundation model ids of the generation, without geography prefix. */
  readonly models: RegExp;
  /** The model id that stands for the generation where its rules are taken for an unknown relative. */
  readonly example: string;
  /**
   * Which JSON schema a body on invoke is held against before the model reads it: one that knows a text form beside
   * messages, one of messages alone, or none.
   */
  readonly bodySchema?: Cell<'two forms' | 'messages' | null>;
  /** Whether the model tells of turns and options itself, in its own words, where Converse tells of them for others. */
  readonly ownValidator?: Cell<boolean>;
  /** What becomes of a body of the text form, with a prompt in place of messages. */
  readonly textForm?: Cell<'taken' | 'refused by name' | null>;
  readonly sampling?: Cell<Sampling>;
  /** Whether `top_k` may be given, where the other samplers are deprecated. */
  readonly topK?: Cell<boolean>;
  /** Largest `p` of Cohere's Command R. */
  readonly mostP?: Cell<number>;
  /** Members of Converse that are refused by name: `temperature`, `stopSequences`, `reasoningContent.reasoningText.signature` … */
  readonly lacks?: Cell<readonly string[]>;
  readonly system?: Cell<boolean>;
  /** Whether messages may hold the role `system` on invoke. */
  readonly systemInMessages?: Cell<boolean | 'refused by name'>;
  /** Whether a conversation on Converse may begin with the assistant's message. */
  readonly assistantFirst?: Cell<boolean>;
  /** Whether a conversation on invoke must begin with the user's message. */
  readonly userFirst?: Cell<boolean>;
  /** Whether the last message may be the assistant's, to be continued. */
  readonly prefill?: Cell<boolean>;
  /** Whether an image must be of the format that it is said to be. */
  readonly imagesAsSaid?: Cell<boolean>;
  readonly thinking?: Cell<readonly ThinkingKind[]>;
  /** Levels of `output_config.effort`, empty where the key is unknown; of `reasoning.effort` for OpenAI's models. */
  readonly effort?: Cell<readonly string[]>;
  /** Who refuses a level of effort that is none: the validator, with its path, or the reader of the body. */
  readonly effortSaidBy?: Cell<'validator' | 'reader'>;
  /** In which words thinking that is switched off is refused. */
  readonly disabledSaid?: Cell<'older' | 'newer' | 'newest'>;
  /** Levels of effort that need thinking. */
  readonly effortThinks?: Cell<readonly string[]>;
  /** Whether `output_config` is known at all. */
  readonly outputConfig?: Cell<boolean>;
  readonly structuredOutput?: Cell<boolean>;
  /** Null where the model has no prompt caching. */
  readonly caching?: Cell<Caching | null>;
  /** Whether answers are streamed at all. */
  readonly streamed?: Cell<boolean>;
  readonly tools?: Cell<'none' | 'not-streamed' | 'any'>;
  /** Whether a conversation with calls of tools must define tools on invoke. */
  readonly toolsDefined?: Cell<boolean>;
  /** Longest name of a tool, in characters. */
  readonly toolName?: Cell<number>;
  readonly toolChoice?: Cell<readonly ('auto' | 'any' | 'tool')[]>;
  /** Whether the choice of tools may be `none` on invoke. */
  readonly noneChoice?: Cell<boolean>;
  /** Whether a tool may ask for its input to be streamed as it comes, without a beta. */
  readonly eagerStreaming?: Cell<boolean>;
  /** Whether text blocks may hold `citations` on invoke. */
  readonly citations?: Cell<boolean>;
  /** Whether messages may hold documents on invoke. */
  readonly documents?: Cell<boolean>;
  /** Whether a tool may be `strict`. */
  readonly strictTools?: Cell<boolean>;
  /** Types of Anthropic's own client tools beside `custom`. */
  readonly ownTools?: Cell<readonly string[]>;
  /** How the types of tools begin that are read, and then refused by their type. */
  readonly toolsByName?: Cell<readonly string[]>;
  /** Whether calls and results of tools must have a turn to themselves. */
  readonly toolTurnsAlone?: Cell<'results' | 'calls and results'>;
  /** Whether a PDF can be cited from, for which its pages are looked at. */
  readonly seesPdf?: Cell<boolean>;
  /** Content blocks of Converse that the model reads beside text. */
  readonly media?: Cell<readonly Medium[]>;
  /** How a document is refused, where the model reads none: as every document, or by the name of the field. */
  readonly documentsByField?: Cell<boolean>;
  /** Whether ids of calls must be nine letters and digits, or at least as many. */
  readonly nineCharacterIds?: Cell<'exactly' | 'at least'>;
  /** Whether the server of an open model goes on with an answer that was begun for it. */
  readonly continues?: Cell<boolean>;
  /** Whether the result of a tool may have a status. */
  readonly resultStatus?: Cell<boolean>;
  /** Whether the prompt template has a place for a system message. */
  readonly systemTurn?: Cell<boolean>;
  /** Whether the server of an open model reads calls of tools out of answers. */
  readonly toolParser?: Cell<boolean>;
  /** Whether the prompt template has a turn for the results of tools. */
  readonly toolTurns?: Cell<boolean>;
  /** How a cache point is refused, where the model has no caching: as denied access, or by the name of the field. */
  readonly cachingByField?: Cell<boolean>;
  /** Whether fields of Converse that the model does not know are ignored, or refused: by their place at first. */
  readonly unknownFields?: Cell<'ignored' | 'refused' | 'refused by place'>;
  /** Media that a tool's result may hold on Converse. */
  readonly mediaInResults?: Cell<readonly Medium[]>;
  /** Whether a conversation may have more than one message. */
  readonly history?: Cell<boolean>;
  /** Least `maxTokens` that the model takes on Converse. */
  readonly leastOutput?: Cell<number>;
  /** Longest base64 of one image, in bytes. */
  readonly imageLength?: Cell<number>;
  /** Longest side of an image in pixels: in any request, and where there are more images than `many`. */
  readonly imageSide?: Cell<{ readonly most: number; readonly many: number; readonly mostOfMany: number }>;
  /** Most images in a request. */
  readonly images?: Cell<number>;
  /** Formats of documents that may be larger than Converse takes as a rule. */
  readonly largeDocuments?: Cell<readonly string[]>;
  /** Media that may come from S3. */
  readonly s3?: Cell<readonly Medium[]>;
  /** Longest answer in tokens; a greater `maxTokens` is refused. */
  readonly output?: Cell<number>;
  /** Whether reasoning in the conversation is taken; where it is not, it is refused as if the user had reasoned. */
  readonly reasoningBack?: Cell<boolean>;
  /** Who refuses a longer answer, and in whose words: Bedrock, the model itself, or the server of an open model. */
  readonly outputSaidBy?: Cell<'service' | 'model' | 'server'>;
  /** Most tokens that a body on invoke may ask for, where its own schema bounds them. */
  readonly nativeOutput?: Cell<number>;
  /** Context window in tokens. */
  readonly input?: Cell<number>;
  /** Tokens that prompt and answer share, where an answer that is asked to fill them is refused. */
  readonly window?: Cell<number>;
  readonly betas?: Cell<Betas>;
  /** How the model is reached: by its own id, by inference profiles alone, or by its own id in some regions. */
  readonly access?: Cell<'on-demand' | 'profile' | 'by region'>;
  /** Service tiers beside the default one. */
  readonly tiers?: Cell<readonly string[]>;
  /** Geographies of the inference profiles that answer with optimized latency. */
  readonly optimized?: Cell<readonly string[]>;
  /** Geographies of the inference profiles that the service has. */
  readonly geographies?: Cell<readonly string[]>;
  /** Whether CountTokens knows the model, by its bare id. */
  readonly counted?: Cell<boolean>;
  /** Whether the runtime serves the model, and not the endpoint bedrock-mantle alone. */
  readonly onRuntime?: Cell<boolean>;
}

/** True where the service itself was seen to behave so, not only a page says it. */
export const isSeen = ({ evidence }: Cell<unknown>): boolean =>
  evidence.some(({ grade }) => grade === 'recorded' || grade === 'quoted');

/** A cell in one line. */
export const cell = <T>(is: T, ...evidence: readonly Evidence[]): Cell<T> => ({ is, evidence });

/**
 * A cell that took the place of another one.
 * @param since month or day of the first sighting
 * @param until month or day of the last sighting of what held before
 */
export const changed = <T>(now: Cell<T>, since: string, before: Cell<T>, until: string): Cell<T> => ({
  ...now,
  since,
  before: { ...before, until },
});

const outdated = (evidence: readonly Evidence[], since: string | undefined): readonly Evidence[] =>
  since === undefined ? evidence : evidence.map((one) => ({ outdatedBy: since, ...one }));

/** What a finding on a cell stands on: where the service changed, what held before stands beside it, marked as such. */
export const evidenceFor = ({ evidence, since, before }: Cell<unknown>): readonly Evidence[] =>
  before === undefined ? evidence : [...evidence, ...outdated(evidenceFor(before), since)];
