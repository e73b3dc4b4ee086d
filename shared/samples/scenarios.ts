/** A way in which the simulator can break its answers, ready to choose. */
export interface ScenarioPreset {
  readonly id: string;
  readonly label: string;
  /** A scenario file's text; empty for none. */
  readonly text: string;
}

const preset = (id: string, label: string, rule: object): ScenarioPreset => ({
  id,
  label,
  text: JSON.stringify({ rules: [rule] }, null, 2),
});

const fault = (id: string, label: string, definition: object): ScenarioPreset =>
  preset(id, label, { fault: definition });

/** What goes wrong between a client and Bedrock, one at a time. */
export const SCENARIOS: readonly ScenarioPreset[] = [
  { id: 'none', label: 'Nothing', text: '' },
  fault('throttled', 'Throttled before the stream', { kind: 'error', exception: 'ThrottlingException' }),
  fault('denied', 'Access denied', { kind: 'error', exception: 'AccessDeniedException' }),
  fault('timeout', 'Model timeout', { kind: 'error', exception: 'ModelTimeoutException' }),
  fault('unavailable', 'Service unavailable', { kind: 'error', exception: 'ServiceUnavailableException' }),
  fault('mid-stream', 'Exception inside the stream', {
    kind: 'exception',
    exception: 'modelStreamErrorException',
    afterFrames: 8,
  }),
  fault('truncated', 'Cut off inside a frame', { kind: 'truncate', at: { frame: 10, byte: 40 } }),
  fault('flipped', 'One bit flipped', { kind: 'flip', at: { frame: 10, byte: 60 } }),
  fault('html', 'A proxy’s HTML page', { kind: 'replace', as: 'html', status: 502 }),
  fault('json', 'JSON in place of frames', { kind: 'replace', as: 'json' }),
  fault('reset', 'Connection reset', { kind: 'reset', at: { frame: 10 } }),
  fault('stall', 'A stall of five seconds', { kind: 'stall', at: { frame: 10 }, forMs: 5000 }),
  preset('bursts', 'Bursts of 4 KB', { burstBytes: 4096 }),
];

/** What a scenario is called: its preset's label, or that it is none of them. */
export function scenarioLabel(scenario: string): string {
  return SCENARIOS.find(({ text }) => text === scenario)?.label ?? 'own scenario';
}
