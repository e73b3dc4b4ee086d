import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { FORM_CHOICES, FORM_IDS } from '../input/forms.ts';
import type { AuditEvent } from './audit.ts';
import { capture } from './capture-contract.ts';
import type { DeskEvent, NewerVersion } from './desk.ts';
import type { Encoded } from './encoded.ts';
import { deployment, endpoint, form, profile, route, settings, target, text } from './fields.ts';
import { history } from './history-contract.ts';
import {
  GUARDRAIL_SETTINGS,
  type HostFault,
  type HostInfo,
  type ModelOption,
  type PlayResult,
  type SimulatorSettings,
  type TargetOptions,
} from './host.ts';
import type { ConversationAnswer, SessionAnswer } from './inspect-session.ts';
import type { InspectResult } from './inspection.ts';
import type { InstalledAnswer, InstalledState } from './installed.ts';
import { MAX_TEXT } from './limits.ts';
import type { Notice } from './notices.ts';
import type { ProxyState } from './proxy.ts';
import type { SendEvent } from './sending.ts';
import { share } from './share-contract.ts';
import type { Span } from './span.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Draft, type Opened, ROUTE_CHOICES, type WorkspaceState } from './workspace.ts';

/** What is asked of an inspection beside the text. */
const inspectInput = {
  direct: z.boolean().optional(),
  profile,
  route: z.union([route, z.enum(['auto', 'both'])]),
  form,
  settings,
  deployment,
  call: deployment,
  day: z.iso.date().optional(),
};
const session = z.string().min(1).max(64);
const offset = z.number().int().min(0).max(MAX_TEXT);
const splice = z.object({ from: offset, to: offset, insert: text });
/** What is typed in the window, whatever profile it is shown under. */
const typed = {
  text,
  route: z.union([route, z.literal('auto')]),
  form,
  settings,
  deployment,
  call: deployment,
};

/** Where a request of the window goes: to Bedrock, or a client's call to a running proxy. */
const anyTarget = z.discriminatedUnion('kind', [
  ...target.options,
  z.object({ kind: z.literal('proxy'), url: endpoint }),
]);
const draft = z.object({
  text,
  profile,
  route: z.enum(ROUTE_CHOICES),
  form: z.enum(FORM_CHOICES),
  settings: z.object({ dropParams: z.boolean().optional(), modifyParams: z.boolean().optional() }),
  deployment: z.number().int().min(0).max(10_000),
  sample: z.string().max(128).nullable(),
});
const id = z.string().min(1).max(64);
const name = z.string().max(200);
const configFile = z.object({ name: z.string().max(256), text: z.string().max(4_000_000) });

/** How long the other side may be silent, milliseconds. */
const silenceMs = z.number().int().min(1_000).max(3_600_000).optional();
/** Names a send's events, chosen by the page. */
const flow = z.string().min(8).max(64);

const simulatorSettings = z.object({
  tokensPerSecond: z.number().min(0.1).max(100_000),
  firstTokenDelayMs: z.number().min(0).max(600_000),
  jitter: z.number().min(0).max(1),
  tokensPerFrame: z.number().int().min(0).max(1000),
  answer: z.string().max(1_000_000),
  guardrail: z.enum(GUARDRAIL_SETTINGS),
  collected: z.boolean(),
  seed: z.number().int(),
});

/**
 * The one API between renderer and main process. Both hosts bind these same definitions: Electron
 * over a MessagePort, the browser host over a WebSocket.
 */
export const contract = {
  host: oc.output(type<HostInfo>()),
  inspect: oc.input(z.object({ ...inspectInput, text })).output(type<Encoded<InspectResult>>()),
  /** The same for a request that is being edited: only what changed crosses the channel. */
  inspectNext: oc
    .input(
      z.object({
        ...inspectInput,
        session,
        number: z.number().int(),
        text: z.union([text, z.object({ of: z.number().int(), splice: splice.nullable() })]),
        holds: z.number().int().nullable(),
        trials: z.enum(['now', 'later']).optional(),
      }),
    )
    .output(type<Encoded<SessionAnswer>>()),
  /** Between which releases what is sent for a request, or Bedrock's answer to it, changes; the oldest first. */
  sinceWhen: oc.input(z.object(typed)).output(type<Encoded<readonly Span[]>>()),
  /** The request of a session as a conversation, and what fills its context. */
  conversation: oc
    .input(
      z.object({
        session,
        of: z.number().int(),
        number: z.number().int(),
        holds: z.number().int().nullable(),
        before: splice.nullable(),
        profile,
      }),
    )
    .output(type<Encoded<ConversationAnswer>>()),
  /** The keys that a request may have, with what becomes of each. */
  vocabulary: oc
    .input(
      z.object({
        profile,
        route: z.union([route, z.literal('auto')]),
        form: z.enum(FORM_IDS),
        model: z.string().max(2048),
      }),
    )
    .output(type<Encoded<Vocabulary>>()),
  send: oc
    .input(
      z.object({
        text,
        profile,
        route: z.union([route, z.literal('auto')]),
        target: anyTarget,
        form,
        settings,
        deployment,
        call: deployment,
        silenceMs,
        flow: flow.optional(),
      }),
    )
    .output(eventIterator(type<SendEvent>())),
  /** Says how many events of a send's flow the page has taken so far: beyond a window the host keeps the rest. */
  took: oc.input(z.object({ flow, events: z.number().int().min(0) })),
  /** Lets a host outside of AWS see requests signed with AWS credentials. */
  trust: oc.input(z.object({ host: z.string().min(1).max(300) })).output(type<TargetOptions>()),
  /** What failed inside the host, past and future. */
  faults: oc.output(eventIterator(type<HostFault>())),
  proxy: {
    /**
     * Takes files as the proxy configuration: they join the one that includes and misses each of them, else the one that
     * none of the others includes takes its place.
     */
    open: oc.input(z.object({ files: z.array(configFile).min(1).max(101) })).output(type<ProxyState>()),
    /** Takes what a file that was opened holds now. */
    change: oc.input(configFile).output(type<ProxyState>()),
    /** Takes the configuration away. */
    drop: oc.output(type<ProxyState>()),
    /** The configuration now and after every change. */
    follow: oc.output(eventIterator(type<ProxyState>())),
  },
  /** The user's requests: open tabs with their steps back and forth, closed ones, saved ones. */
  workspace: {
    state: oc.output(type<WorkspaceState>()),
    open: oc.input(z.object({ id })).output(type<Opened>()),
    /**
     * Keeps a tab's draft; with `step` the one before stays as a step back. The text may be that of an answered question;
     * null where that is forgotten.
     */
    put: oc
      .input(
        z.object({
          tab: z.object({ id, name, named: z.boolean() }),
          draft: draft.extend({
            text: z.union([text, z.object({ session, of: z.number().int(), splice: splice.nullable() })]),
          }),
          step: z.boolean(),
        }),
      )
      .output(type<WorkspaceState | null>()),
    step: oc.input(z.object({ id, by: z.union([z.literal(1), z.literal(-1)]) })).output(type<Opened>()),
    close: oc.input(z.object({ id })).output(type<WorkspaceState>()),
    reopen: oc.input(z.object({ id })).output(type<Opened>()),
    save: oc.input(z.object({ name: name.min(1), folder: name, draft })).output(type<WorkspaceState>()),
    saved: oc.input(z.object({ id })).output(type<Draft | null>()),
    remove: oc.input(z.object({ id })).output(type<WorkspaceState>()),
  },
  /** The LiteLLMs of this machine. Which Python runs is the host's to say: a page names those it was told of. */
  installed: {
    state: oc.output(type<InstalledState>()),
    /** Asks the person for another Python, in a dialog of the host's own. */
    choose: oc.output(type<InstalledState>()),
    /** What one of them really sends for a request, beside what Strata says of its version. */
    ask: oc
      .input(z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), ...typed }))
      .output(type<Encoded<InstalledAnswer>>()),
  },
  desk: {
    /** What the host's menus and files ask of the window. */
    follow: oc.output(eventIterator(type<DeskEvent>())),
    /** Asks the list of versions; only where the user wants to know. */
    newer: oc.output(type<NewerVersion>()),
  },
  targets: oc.output(type<TargetOptions>()),
  /** Licences of the packages inside the app. */
  notices: oc.output(type<readonly Notice[]>()),
  audit: oc
    .input(z.object({ profile, against: profile.nullable() }))
    .output(eventIterator(type<Encoded<AuditEvent>>())),
  /** The request behind a cell of the audit, as text for the editor. */
  auditRequest: oc
    .input(z.object({ key: z.string().max(256), column: z.string().max(64) }))
    .output(type<{ readonly text: string | null }>()),
  history,
  share,
  models: oc.input(z.object({ profile })).output(type<readonly ModelOption[]>()),
  capture,
  simulator: {
    settings: oc.output(type<SimulatorSettings>()),
    change: oc.input(simulatorSettings.partial()).output(type<SimulatorSettings>()),
    /** Plays a scenario (JSON text) from the next request on; an empty text plays none. */
    play: oc.input(z.object({ scenario: z.string().max(1_000_000) })).output(type<PlayResult>()),
  },
};
export type Contract = typeof contract;
