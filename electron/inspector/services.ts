import type { CaptureRule, HeldDecision } from '../../shared/capture/rule.ts';
import type {
  CaptureSettings,
  CaptureState,
  LiveEvent,
  OpenedExchange,
} from '../../shared/contract/capture.ts';
import type { DeskEvent, NewerVersion } from '../../shared/contract/desk.ts';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type {
  HostFault,
  HostInfo,
  PlayResult,
  SimulatorSettings,
  TargetOptions,
} from '../../shared/contract/host.ts';
import type { Notice } from '../../shared/contract/notices.ts';
import type { SendEvent, SendTarget } from '../../shared/contract/sending.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { BedrockRequest } from '../bedrock/request.ts';
import type { ProgramWanted } from '../capture/programs.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { TelemetryChoice } from '../history/telemetry/choice.ts';
import type { InstalledLiteLLM } from '../installed/installed.ts';
import type { ProxyHolder } from '../proxy/holder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientRequest } from './client-call.ts';
import type { SessionTexts } from './session-texts.ts';
import type { Workshop } from './work/workshop.ts';

/** What the inspector needs of the process it runs in. */
export interface Services {
  readonly host: HostInfo;
  /** Where heavy work is done: nothing of it runs on the thread that serves the windows. */
  readonly work: Pick<Workshop, 'one' | 'run'>;
  /** What pages ask about, for when a thread has forgotten it. */
  readonly texts: SessionTexts;
  targets(): Promise<TargetOptions>;
  readonly proxy: ProxyHolder;
  /** The LiteLLMs of this machine. */
  readonly installed: Pick<InstalledLiteLLM, 'state' | 'choose' | 'python' | 'ask'>;
  notices(): Promise<readonly Notice[]>;
  /** Sends and reports; ends early and closes the connection when `signal` aborts. */
  send(
    request: BedrockRequest,
    target: SendTarget,
    signal: AbortSignal,
    options: { readonly silenceMs?: number | undefined },
  ): AsyncIterable<SendEvent>;
  /** Sends a client's call to a running LiteLLM proxy and reports as `send` does. */
  callProxy(
    request: ClientRequest,
    url: string,
    signal: AbortSignal,
    options: { readonly silenceMs?: number | undefined },
  ): AsyncIterable<SendEvent>;
  /** Lets a host outside of AWS see requests signed with AWS credentials. */
  trust(host: string): void;
  /** What failed in this process, past and future. */
  faults(signal: AbortSignal): AsyncGenerator<HostFault>;
  /** The calls of running programs. */
  readonly capture: {
    start(settings: CaptureSettings): Promise<CaptureState>;
    stop(): Promise<CaptureState>;
    follow(signal: AbortSignal): AsyncGenerator<CaptureState>;
    rows(signal: AbortSignal): AsyncGenerator<Encoded<LiveEvent>>;
    open(id: string, profile: ProfileId, signal: AbortSignal): Promise<Encoded<OpenedExchange> | null>;
    setRules(rules: readonly CaptureRule[]): CaptureState;
    decide(id: string, decision: HeldDecision): boolean;
    extendHold(id: string): boolean;
    release(): CaptureState;
    run(wanted: ProgramWanted): Promise<CaptureState>;
    test(): Promise<CaptureState>;
    end(id: string): CaptureState;
    clear(): void;
  };
  readonly desk: {
    /** What the host's menus and files ask of the window. */
    follow(signal: AbortSignal): AsyncGenerator<DeskEvent>;
    /** Asks the list of versions. */
    newer(): Promise<NewerVersion>;
  };
  /** What was captured and sent, kept in a process of its own. */
  readonly history: HistoryClient;
  /** Where exchanges go as spans. */
  readonly telemetry: TelemetryChoice;
  readonly workspace: Workspace;
  readonly simulator: {
    settings(): SimulatorSettings;
    change(partial: Partial<SimulatorSettings>): SimulatorSettings;
    /** Plays the scenario that a JSON text describes; an empty text plays none. */
    play(scenario: string): Promise<PlayResult>;
  };
}
