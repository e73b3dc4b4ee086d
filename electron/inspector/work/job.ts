import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ConversationQuestion, SessionQuestion } from '../../../shared/contract/inspect-session.ts';
import type { InspectInput } from '../../../shared/contract/inspection.ts';
import type { SendInput } from '../../../shared/contract/sending.ts';
import type { RenderInput, ReportSubject } from '../../../shared/contract/share.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import { type ProxyConfig, readConfig } from '../../../shared/proxy/config.ts';
import type { ConfigText } from '../../../shared/proxy/includes.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import { Follower } from '../../../shared/strict/follower.ts';
import { installedAnswer } from '../../installed/answer.ts';
import { asking, type InstalledInput } from '../../installed/ask.ts';
import type { InstalledOutcome } from '../../installed/call.ts';
import type { CallFileInput } from '../../share/call-file.ts';
import type { ShareSource } from '../../share/read-lines.ts';
import { type Asked, packWork, workOut } from '../../simulator/work-out.ts';
import { audit } from '../audit.ts';
import { type CapturedCall, type CapturedRequest, type ClientCall, judge } from '../captured.ts';
import { clientCall } from '../client-call.ts';
import { inspect } from '../inspect.ts';
import { openCaptured } from '../open-captured.ts';
import { prepare } from '../prepare.ts';
import { recognise } from '../recognise.ts';
import { renderWhole, type WholeReport, writeReport } from '../report/write.ts';
import { Sessions } from '../sessions.ts';
import { type SinceWhenInput, sinceWhenTyped } from '../since-when.ts';
import { type VocabularyInput, vocabulary } from '../vocabulary.ts';

/**
 * Work that may take long, and is therefore not done on the thread that serves the window. `config` is the text of a
 * proxy's configuration that can be read, or null for none.
 */
export type Job =
  | { readonly kind: 'inspect'; readonly input: InspectInput; readonly config: ConfigText | null }
  | { readonly kind: 'inspect-next'; readonly question: SessionQuestion; readonly config: ConfigText | null }
  | {
      readonly kind: 'prepare';
      readonly input: Omit<SendInput, 'target'>;
      readonly config: ConfigText | null;
    }
  | { readonly kind: 'client-call'; readonly input: Pick<SendInput, 'text' | 'form' | 'call'> }
  | { readonly kind: 'conversation'; readonly question: ConversationQuestion }
  | { readonly kind: 'since-when'; readonly input: SinceWhenInput; readonly config: ConfigText | null }
  /** `session`: whose thread does it as soon as that is free, in place of one that would be begun for it. */
  | { readonly kind: 'redact'; readonly text: string; readonly session?: string | undefined }
  | { readonly kind: 'report'; readonly subject: ReportSubject; readonly config: ConfigText | null }
  /** `whole`: what `report` gave, as JSON. */
  | {
      readonly kind: 'render-report';
      readonly whole: string;
      readonly input: RenderInput;
      readonly made: string;
    }
  | { readonly kind: 'audit'; readonly profile: ProfileId; readonly against: ProfileId | null }
  | { readonly kind: 'installed-call'; readonly input: InstalledInput; readonly config: ConfigText | null }
  | {
      readonly kind: 'installed-answer';
      readonly input: InstalledInput;
      readonly config: ConfigText | null;
      readonly outcome: InstalledOutcome;
      readonly python: string;
    }
  | ({ readonly kind: 'vocabulary' } & VocabularyInput)
  | { readonly kind: 'judge'; readonly call: CapturedCall }
  | { readonly kind: 'simulate'; readonly asked: Asked }
  | { readonly kind: 'read-share'; readonly source: ShareSource }
  | { readonly kind: 'call-file'; readonly input: CallFileInput }
  | {
      readonly kind: 'recognise';
      readonly call: CapturedRequest;
      readonly route: Route;
      readonly client: ClientCall | null;
    }
  | {
      readonly kind: 'open-captured';
      readonly call: CapturedCall;
      readonly route: Route | null;
      readonly client: ClientCall | null;
      readonly profile: ProfileId;
    };

/** Follows the request that is edited: most jobs are the one before with a key more. */
const follower = new Follower();

/** Takes the secrets out of requests that are kept. */
const redactor = new Redactor(randomUUID());

let known: { readonly text: ConfigText; readonly config: ProxyConfig | null } | null = null;

/** The configuration that a text holds; the last one is remembered, as it stays the same for many jobs. */
function configOf(text: ConfigText | null): ProxyConfig | null {
  if (text === null) return null;
  if (!known || !isDeepStrictEqual(known.text, text)) {
    const read = readConfig(text);
    known = { text, config: read.ok ? read.config : null };
  }
  return known.config;
}

const sessions = new Sessions();

/** Does a job; most have one result, an audit tells how far it is. */
export async function* perform(job: Job, signal: AbortSignal): AsyncGenerator<unknown> {
  switch (job.kind) {
    case 'inspect':
      yield inspect(job.input, configOf(job.config), follower);
      return;
    case 'inspect-next':
      yield sessions.answer(job.question, configOf(job.config));
      return;
    case 'prepare':
      yield prepare(job.input, configOf(job.config));
      return;
    case 'client-call':
      yield clientCall(job.input);
      return;
    case 'installed-call':
      yield asking(job.input, configOf(job.config), redactor);
      return;
    case 'installed-answer': {
      const { input, outcome, python } = job;
      const result = asking(input, configOf(job.config), redactor);
      yield result.ok
        ? installedAnswer(result.asking, outcome, { version: input.version, python })
        : { kind: 'not-asked', why: result.why };
      return;
    }
    case 'vocabulary':
      yield vocabulary(job);
      return;
    case 'judge':
      yield judge(job.call);
      return;
    case 'simulate':
      yield packWork(workOut(job.asked));
      return;
    // Share files bring a library of their own along, which no start waits for.
    case 'read-share': {
      const { readLines } = await import('../../share/read-lines.ts');
      yield* readLines(job.source);
      return;
    }
    case 'call-file': {
      const { callFile } = await import('../../share/call-file.ts');
      yield await callFile(job.input);
      return;
    }
    case 'recognise':
      yield recognise(job.call, job.route, job.client);
      return;
    case 'open-captured':
      yield openCaptured(job.call, job.route, job.client, job.profile);
      return;
    case 'since-when':
      yield sinceWhenTyped(job.input, configOf(job.config));
      return;
    case 'redact':
      yield redactor.call(job.text).text;
      return;
    case 'report':
      yield await writeReport(job.subject, configOf(job.config), signal);
      return;
    case 'render-report':
      yield renderWhole(JSON.parse(job.whole) as WholeReport, job.input, redactor, job.made);
      return;
    case 'conversation':
      yield sessions.conversation(job.question);
      return;
    case 'audit':
      yield* audit(job.profile, job.against, signal);
  }
}

/** What the serving thread tells a worker. */
export type Order =
  | { readonly type: 'job'; readonly id: number; readonly job: Job }
  /** A result has been taken: one more may be made. */
  | { readonly type: 'taken'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

/** What a worker tells: results as JSON, because text travels between threads, and on to the page, at little cost. */
export type Report =
  | { readonly type: 'value'; readonly id: number; readonly json: string }
  | { readonly type: 'end'; readonly id: number; readonly error: string | null };
