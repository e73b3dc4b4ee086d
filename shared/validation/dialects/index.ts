import type { DialectId } from '../families/family.ts';
import { anthropic, renewedAnthropic } from './anthropic.ts';
import type { Dialect } from './dialect.ts';
import { everit, type Joining } from './everit.ts';
import { malformed, opaque } from './opaque.ts';
import { pydantic } from './pydantic.ts';
import { isRenewed } from './renewed.ts';
import { serde, serdeByPlace } from './serde.ts';

/** Choices where the reports disagree about today's wording. */
export interface Wording {
  /** How the JSON Schema form joins several violations; `concatenated` unless told. */
  readonly joining?: Joining;
  /** Whether its closing phrase says "please"; true unless told. */
  readonly please?: boolean;
  /**
   * Whether constraints on members of Converse leave out the values that stand in messages. So they were seen to
   * from March 2025 on (generative-ai-use-cases #927, vercel/ai #5606, openclaw #12892, recorded in vercel/ai in 2026-08); others print them
   * (strands #3019). Lists are left out with them (Portkey-AI/gateway #1124). Shown unless told.
   */
  readonly hidesContent?: boolean;
  /** Whether messages may have the role `system`, which the service model knows since June 2026; true unless told. */
  readonly systemRole?: boolean;
  /** Whether Claude answers in the words of its renewed validator; false unless told. */
  readonly renewed?: boolean;
  /** Whether servers of open models name what they refuse, and in which form; true unless told. */
  readonly named?: boolean;
}

/** First seen without the values of messages. */
const HIDDEN_SINCE = '2025-03';
/** Between botocore 1.43.10 (18 May 2026) and 1.43.25 (8 June 2026). */
const SYSTEM_ROLE_SINCE = '2026-06';

/** Several violations were only counted in November 2023 (langchain #12790) and on 4 January 2024 (ml-commons #1836), and named on the 21st (chroma #1660). */
const NAMED_SINCE = '2024-01-10';

/** Mistral's first models said no more than `Validation Error`, and serde's sentence stood alone, in 2025 (litellm #17471). */
const SERVERS_NAME_SINCE = '2026-01';

/** The wording of a day, `YYYY-MM-DD`; that without a date where none is asked about. */
export const wordingOn = (day: string | null): Wording =>
  day === null
    ? {}
    : {
        hidesContent: day >= HIDDEN_SINCE,
        systemRole: day >= SYSTEM_ROLE_SINCE,
        renewed: isRenewed(day),
        named: day >= SERVERS_NAME_SINCE,
        ...(day < NAMED_SINCE ? { joining: 'collapsed' } : {}),
      };

/** What a schema of two forms, with messages or without, says of a body that has them. */
const TWO_FORMS = '#: subject must not be valid against schema {"required":["messages"]}';

const CHAT_REQUEST = 'ThirdPartyChatCompletionRequest';
const TEXT_REQUEST = 'TextToTextCompletionRequest';

export function dialectFor(id: DialectId, wording: Wording): Dialect {
  if (id === 'everit') return everit(wording.joining, wording.please);
  if (id === 'everit-bare') return everit(wording.joining ?? 'bare', wording.please);
  if (id === 'everit-first') {
    // Nova stops at the first violation (rollwagen/bods #51, lobehub #5203, langchain-aws #604).
    const one = everit(wording.joining, wording.please);
    return { ...one, answer: (sentences, subject) => one.answer(sentences.slice(0, 1), subject) };
  }
  if (id === 'everit-forms') {
    const one = everit(wording.joining, wording.please);
    return { ...one, answer: (sentences, subject) => one.answer([TWO_FORMS, ...sentences], subject) };
  }
  // Sightings on Nova Reel list their violations and drop the word "please".
  if (id === 'everit-listed') return everit(wording.joining ?? 'listed', wording.please ?? false);
  if (id === 'anthropic' && wording.renewed) return renewedAnthropic;
  if (id === 'serde') return serde(wording.named);
  if (id === 'serde-by-place') return serdeByPlace;
  if (id === 'pydantic-chat' || id === 'pydantic-text')
    return wording.named === false ? opaque : pydantic(id === 'pydantic-chat' ? CHAT_REQUEST : TEXT_REQUEST);
  return { anthropic, malformed, opaque }[id];
}
