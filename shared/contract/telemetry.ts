/** Where spans go. What goes with them is decided here too; nothing goes anywhere before somebody says so. */
export interface TelemetrySettings {
  readonly on: boolean;
  /** As OTEL_EXPORTER_OTLP_ENDPOINT has it: `/v1/traces` is added where it is not there. */
  readonly endpoint: string;
  /** True where messages, instructions, tools and answers go with the spans. */
  readonly content: boolean;
}

/** How sending stands. Counts are of this endpoint, over restarts. */
export interface SpanState {
  readonly sent: number;
  readonly waiting: number;
  /** Spans that the receiver would not have. */
  readonly refused: number;
  /** Spans that were given up: too many waited, or their exchanges were deleted. */
  readonly dropped: number;
  /** Why the last try failed; empty where it did not. */
  readonly problem: string;
  /** Milliseconds since 1970; null where nothing waits for another try. */
  readonly nextAt: number | null;
}

export const NO_SPANS: SpanState = { sent: 0, waiting: 0, refused: 0, dropped: 0, problem: '', nextAt: null };

export interface TelemetryState extends SpanState {
  readonly settings: TelemetrySettings;
  /** What the environment proposes; empty where it says nothing. */
  readonly proposed: string;
  /** Names of the headers that go along, as OTEL_EXPORTER_OTLP_HEADERS gives them; their values stay in the host. */
  readonly headers: readonly string[];
}

/** A call as the span that would go. */
export interface SpanPreview {
  readonly name: string;
  /** Values as text, from their beginning. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** How many secrets were taken out of the call. */
  readonly secrets: number;
}
