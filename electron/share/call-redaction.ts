import { randomUUID } from 'node:crypto';
import { saidOf } from '../../shared/capture/digest.ts';
import type { Alteration, Exchange, HeaderList } from '../../shared/capture/exchange.ts';
import { SERVER_SENT_EVENTS } from '../../shared/capture/media-types.ts';
import type { RedactionChoices, Taken } from '../../shared/contract/share.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { secretHeader } from '../../shared/redaction/names.ts';
import { redactFrames } from '../../shared/redaction/recording.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import type { Whole } from '../../shared/share/har.ts';
import { type Written, writtenInAll } from '../../shared/share/report/private.ts';
import { ReportRedaction } from '../../shared/share/report/redact.ts';
import { type Search, type Spot, usualSearch } from '../../shared/share/report/search.ts';
import { KeptBody } from '../history/body/kept-body.ts';

/** Shorter values are left where they stand: they would be found everywhere. */
const SHORTEST = 3;
const NOTHING: Written = { messages: [], tools: [] };
/** A byte order mark is one of the bytes. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Texts that frames say, put together over the frames, and what stands in frames that say none. */
function textsOf(frames: readonly RecordedFrame[]): {
  readonly said: readonly string[];
  readonly beside: readonly string[];
} {
  const said = new Map<string, string[]>();
  const beside: string[] = [];
  for (const { deltas, content } of frames) {
    let tells = false;
    for (const delta of deltas) {
      if (delta.kind !== 'text' && delta.kind !== 'reasoning' && delta.kind !== 'tool-input') continue;
      const name = `${delta.block} ${delta.kind}`;
      const parts = said.get(name);
      if (parts) parts.push(delta.text);
      else said.set(name, [delta.text]);
      tells = true;
    }
    if (!tells) beside.push(content);
  }
  return { said: [...said.values()].map((parts) => parts.join('')), beside };
}

/** A text as the bytes of its UTF-8, a character each: as bodies are searched. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

/** Server-sent events without what is spread over several of them; each keeps its length. */
function withoutSpread(bytes: Uint8Array, events: readonly RecordedFrame[], redactor: Redactor): Uint8Array {
  const { frames } = redactFrames(redactor, events);
  const parts: string[] = [];
  const text = Buffer.from(bytes).toString('latin1');
  let at = 0;
  for (const [i, { offset, length, content }] of events.entries()) {
    const [before, after] = [asBytes(content), asBytes(frames[i]?.content ?? '')];
    if (before === after) continue;
    // Behind JSON blanks say nothing.
    const event = text
      .slice(offset, offset + length)
      .replace(before, () => after.padEnd(before.length).slice(0, before.length));
    parts.push(text.slice(at, offset), event);
    at = offset + length;
  }
  return Buffer.from(parts.join('') + text.slice(at), 'latin1');
}

/** A body in which values have become marks of their own length: a stream's times rest on its offsets. */
function withoutValues(
  redactor: Redactor,
  whole: Uint8Array,
  mediaType: string,
  values: readonly string[],
  frames: readonly RecordedFrame[],
): Uint8Array {
  redactor.learn(...values.flatMap((value) => [value, asBytes(value)]));
  const bytes = mediaType === SERVER_SENT_EVENTS ? withoutSpread(whole, frames, redactor) : whole;
  const kept: Uint8Array[] = [];
  const body = new KeptBody({
    redactor,
    mediaType,
    encoding: '',
    onKept: (piece) => kept.push(piece),
    onFrame: () => {},
  });
  body.push(bytes, 0);
  body.end(null);
  return Buffer.concat(kept);
}

/** Kinds of texts that somebody wrote. */
const TEXTS: readonly string[] = ['message-text', 'tool-description'];

/** Whether texts go for who wrote them, or because somebody chose them, and not for what they hold. */
export const takesTexts = ({ alsoTaken, texts }: RedactionChoices): boolean =>
  texts.length > 0 || alsoTaken.some((one) => TEXTS.includes(one));

const isHost = (name: string): boolean => name.length === 4 && name.toLowerCase() === 'host';

/** The list as it was where all that is in it is. */
const sameOr = <T>(list: readonly T[], left: readonly T[]): readonly T[] =>
  left.every((one, i) => one === list[i]) ? list : left;

/** Members of an exchange beside its bodies that may say something. */
const HEAD = [
  ...(['path', 'model', 'program', 'target', 'failure', 'title'] as const),
  ...(['alterations', 'requestHeaders', 'responseHeaders'] as const),
];

/** How it is looked for what is to go. */
export interface Looking {
  /**
   * Whether texts that stay are listed, so that somebody may choose from them. Without it they are looked for where such
   * texts are to go: to find and to count them costs as much as everything else.
   */
  readonly listsTexts: boolean;
  /** In place of the usual search. */
  readonly search?: Search;
  /** Of the marks; random without it. */
  readonly salt?: string;
}

/** Spots of one text after the other, in the order in which they are looked for. */
export type SpotsOfTexts = readonly (readonly Spot[])[];

/** What was found in a call before, by its parts; null for a part that holds nothing. */
export interface FoundInCall {
  readonly head: SpotsOfTexts | null;
  readonly request: SpotsOfTexts | null;
  readonly response: SpotsOfTexts | null;
}

/**
 * Takes out of calls what is private, and secrets that only their names tell, and says which. Bodies are those of the
 * history: secrets were taken out before. Without its pictures a call is another one: they go where somebody says so.
 */
export class CallRedaction {
  readonly #redaction: ReportRedaction;
  readonly #readsTexts: boolean;
  readonly #salt: string;
  /** What was found before, in place of a search. */
  #given: Iterator<readonly Spot[]> | null = null;

  constructor(
    choices: RedactionChoices,
    { listsTexts, search, salt = randomUUID() }: Looking = { listsTexts: true },
  ) {
    const kept = choices.alsoTaken.includes('data') ? choices.kept : [...choices.kept, 'data'];
    const redactor = new Redactor(salt);
    this.#salt = salt;
    const usual = search ?? usualSearch(redactor);
    const given: Search = (text) => (this.#given ? (this.#given.next().value ?? []) : usual(text));
    this.#redaction = new ReportRedaction(redactor, NOTHING, { ...choices, kept }, given);
    this.#readsTexts = listsTexts || takesTexts(choices);
  }

  taken(): readonly Taken[] {
    return this.#redaction.taken();
  }

  redact({ exchange, request, response }: Whole): Whole {
    return {
      exchange: this.head(exchange),
      request: this.request(request),
      response: this.response(exchange, response),
    };
  }

  /** The same for a call that was searched before. */
  redactFound({ exchange, request, response }: Whole, found: FoundInCall): Whole {
    return {
      exchange: this.#with(found.head, exchange, () => this.head(exchange)),
      request: this.#with(found.request, request, () => this.request(request)),
      response: this.#with(found.response, response, () => this.response(exchange, response)),
    };
  }

  #with<T>(found: SpotsOfTexts | null, part: T, redacted: () => T): T {
    if (!found) return part;
    this.#given = found.values();
    try {
      return redacted();
    } finally {
      this.#given = null;
    }
  }

  readonly #line = (text: string): string => this.#redaction.text(text, 'Address');

  /** A host that stands without its scheme. */
  #host(host: string): string {
    return /^https?:\/\//.test(host)
      ? this.#line(host)
      : this.#line(`http://${host}`).slice('http://'.length);
  }

  #headers(headers: HeaderList, section: string): HeaderList {
    return sameOr(
      headers,
      headers.map((header) => {
        const [name, value] = header;
        // What signs a call in became marks when it was kept; its scope says nothing to hide.
        if (secretHeader(name)) return header;
        const left = isHost(name) ? this.#host(value) : this.#redaction.text(value, section);
        return left === value ? header : [name, left];
      }),
    );
  }

  readonly #alteration = (alteration: Alteration): Alteration => {
    const { kind, what } = alteration;
    const left = this.#line(what);
    return left === what ? alteration : { kind, what: left };
  };

  head(exchange: Exchange): Exchange {
    const { path, model, program, target, failure, alterations, title } = exchange;
    const isNamed = target === '' || target === 'aws' || target === 'simulator';
    const left = {
      path: this.#line(path),
      model: model === null ? null : this.#line(model),
      program: this.#line(program),
      target: isNamed ? target : this.#host(target),
      failure: this.#redaction.text(failure, 'Answer'),
      title: this.#line(title),
      alterations: sameOr(alterations, alterations.map(this.#alteration)),
      requestHeaders: this.#headers(exchange.requestHeaders, 'Request headers'),
      responseHeaders: this.#headers(exchange.responseHeaders, 'Answer headers'),
    };
    // A copy of an object of so many members is slow to make.
    const isSame = HEAD.every((name) => left[name] === exchange[name]);
    return isSame ? exchange : { ...exchange, ...left };
  }

  request(bytes: Uint8Array): Uint8Array {
    try {
      const text = utf8.decode(bytes);
      const left = this.#redaction.text(text, 'Request', text.length, this.#writtenIn(text));
      return left === text ? bytes : Buffer.from(left);
    } catch {
      return bytes;
    }
  }

  #writtenIn(text: string): Written {
    return this.#readsTexts && text !== '' ? writtenInAll([text]) : NOTHING;
  }

  response({ response: { mediaType }, deliveries }: Exchange, bytes: Uint8Array): Uint8Array {
    const frames = saidOf(mediaType, bytes, deliveries);
    const values = frames.length > 0 ? this.#inFrames(frames) : this.#inText(bytes);
    return values.length === 0
      ? bytes
      : withoutValues(new Redactor(this.#salt, SHORTEST), bytes, mediaType, values, frames);
  }

  #inFrames(frames: readonly RecordedFrame[]): readonly string[] {
    const { said, beside } = textsOf(frames);
    const messages = said.filter((text) => text.length >= SHORTEST);
    return [
      ...messages.flatMap((text) =>
        this.#redaction.values(text, 'Answer', this.#readsTexts ? { messages, tools: [] } : NOTHING),
      ),
      ...beside.flatMap((text) => this.#redaction.values(text, 'Answer', NOTHING)),
    ];
  }

  #inText(bytes: Uint8Array): readonly string[] {
    try {
      const text = utf8.decode(bytes);
      return this.#redaction.values(text, 'Answer', this.#writtenIn(text));
    } catch {
      return [];
    }
  }
}
