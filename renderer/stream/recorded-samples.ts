/** A recorded stream that comes with the app. */
export interface RecordedSample {
  readonly id: string;
  readonly title: string;
  /** The text of its recording file, loaded when it is asked for. */
  load(): Promise<string>;
}

type Raw = Promise<{ readonly default: string }>;

const sample = (id: string, title: string, file: () => Raw): RecordedSample => ({
  id,
  title,
  load: async () => (await file()).default,
});

/** Streams that the simulator has sent: one for each verdict that depends on the source, one with every lane, one that breaks off. */
export const RECORDED_SAMPLES: readonly RecordedSample[] = [
  sample('steady', 'A steady source', () => import('../../shared/samples/recordings/steady.json?raw')),
  sample(
    'bursts',
    'A source that sends in bursts',
    () => import('../../shared/samples/recordings/bursts.json?raw'),
  ),
  sample(
    'collected',
    'Collected, then replayed',
    () => import('../../shared/samples/recordings/collected.json?raw'),
  ),
  sample(
    'thinking',
    'Thinking, then a tool call',
    () => import('../../shared/samples/recordings/thinking.json?raw'),
  ),
  sample(
    'throttled',
    'Throttled in the middle',
    () => import('../../shared/samples/recordings/throttled.json?raw'),
  ),
];
