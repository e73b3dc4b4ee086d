import { type Json, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { formOf } from '../../../shared/tokens/media.ts';
import type { Citation, Place } from './answer.ts';
import { objectsOf, textOf } from './read.ts';

const LONGEST = 200;

/** The first sentence, with the white space behind it, as Claude cites texts. */
const firstSentence = (text: string): string =>
  (/^[^.!?\n]*[.!?\n]?\s?/.exec(text)?.[0] ?? '').slice(0, LONGEST);

function decoded(base64: string): string {
  try {
    return Buffer.from(base64, 'base64').toString('utf8');
  } catch {
    return '';
  }
}

const passage = (place: Place, text: string, documentIndex: number, title: string): Citation => {
  const cited = place === 'page' ? `The first page of ${title}.` : firstSentence(text);
  const [start, end] = place === 'page' ? [1, 2] : [0, place === 'char' ? cited.length : 1];
  return { place, documentIndex, title, text: cited, start, end };
};

const ofBytes = (base64: string, index: number, title: string): Citation =>
  formOf(base64) === 'text'
    ? passage('char', decoded(base64), index, title)
    : passage('page', '', index, title);

/** A document of Converse, or of the Messages API, whose source has other names. */
function citationOf(document: JsonObject, documentIndex: number): Citation {
  const { source: given, name, title: titled } = document;
  const source = objectOf(given);
  const title = textOf(name) || textOf(titled);
  const bytes = textOf(source.bytes) || (source.type === 'base64' ? textOf(source.data) : '');
  if (bytes !== '') return ofBytes(bytes, documentIndex, title);
  const [block] = objectsOf(source.content);
  if (block) return passage('block', textOf(block.text), documentIndex, title);
  return passage('char', textOf(source.text) || textOf(source.data), documentIndex, title);
}

/** The documents of a conversation, in order, on either route. */
const documentsIn = (messages: Json | undefined): readonly JsonObject[] =>
  objectsOf(messages).flatMap(({ content }) =>
    objectsOf(content).flatMap((block) => {
      if (block.type === 'document') return [block];
      return 'document' in block ? [objectOf(block.document)] : [];
    }),
  );

/** The passage that an answer cites: of the first document that is to be cited from, null where there is none. */
export function citationIn({ messages }: JsonObject): Citation | null {
  const documents = documentsIn(messages);
  const at = documents.findIndex(({ citations }) => objectOf(citations).enabled === true);
  return at < 0 ? null : citationOf(documents[at] ?? {}, at);
}

const CONVERSE_PLACES: Readonly<Record<Place, string>> = {
  char: 'documentChar',
  page: 'documentPage',
  block: 'documentChunk',
};

/**
 * As Converse gives it (recorded: ruby_llm cassettes `chat_citations_with_bedrock_claude-haiku-4-5_…`, req_llm fixture
 * `converse_citations`).
 */
export const citationOnConverse = ({
  place,
  documentIndex,
  title,
  text,
  start,
  end,
}: Citation): JsonObject => ({
  location: { [CONVERSE_PLACES[place]]: { documentIndex, end, start } },
  sourceContent: [{ text }],
  title,
});

const MESSAGE_PLACES: Readonly<Record<Place, readonly [type: string, start: string, end: string]>> = {
  char: ['char_location', 'start_char_index', 'end_char_index'],
  page: ['page_location', 'start_page_number', 'end_page_number'],
  block: ['content_block_location', 'start_block_index', 'end_block_index'],
};

/** As the Messages API gives it (Claude docs, "Citations"). */
export function citationInMessages({ place, documentIndex, title, text, start, end }: Citation): JsonObject {
  const [type, startsAt, endsAt] = MESSAGE_PLACES[place];
  return {
    type,
    cited_text: text,
    document_index: documentIndex,
    document_title: title === '' ? null : title,
    [startsAt]: start,
    [endsAt]: end,
  };
}
