import { SCENARIOS } from '../../shared/samples/scenarios.ts';
import { chooseChunkSize } from '../store/lab.ts';
import { chooseTarget } from '../store/request.ts';
import { changeSimulator, playScenario } from '../store/simulator.ts';
import type { Command } from './command.ts';

export const SIMULATOR: readonly Command[] = [
  ...SCENARIOS.map(({ id, label, text }) => ({
    id: `fault-${id}`,
    group: 'Simulator',
    label: `What goes wrong: ${label}`,
    words: ['fault', 'inject', 'error'],
    run: () => void playScenario(text, label),
  })),
  {
    id: 'simulator',
    group: 'Target',
    label: 'Target: simulator',
    run: () => chooseTarget({ kind: 'simulator' }),
  },
  ...[10, 40, 200].map((rate) => ({
    id: `rate-${rate}`,
    group: 'Target',
    label: `Simulator: ${rate} tokens a second`,
    words: ['speed'],
    run: () => void changeSimulator({ tokensPerSecond: rate }),
  })),
  {
    id: 'collected',
    group: 'Target',
    label: 'Simulator: collect the answer, then replay it',
    run: () => void changeSimulator({ collected: true }),
  },
  {
    id: 'streamed',
    group: 'Target',
    label: 'Simulator: stream the answer',
    run: () => void changeSimulator({ collected: false }),
  },
];

export const CHUNKS: readonly Command[] = [
  {
    id: 'chunk-profile',
    group: 'Chunk size',
    label: 'Re-time: as the release reads',
    run: () => chooseChunkSize(undefined),
  },
  { id: 'chunk-none', group: 'Chunk size', label: 'Re-time: as received', run: () => chooseChunkSize(null) },
  ...[1, 256, 1024, 4096, 65_536].map((size) => ({
    id: `chunk-${size}`,
    group: 'Chunk size',
    label: `Re-time: ${size} bytes`,
    run: () => chooseChunkSize(size),
  })),
];
