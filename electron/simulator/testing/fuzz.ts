import { createRandom, pick } from '../answer/random.ts';
import { startSimulator } from '../simulator.ts';
import { differences, type Posted } from './compare.ts';
import { exampleBodies } from './examples.ts';
import { mutated } from './mutate.ts';
import { RECORDED_RELEASES, recordedBodies } from './recorded.ts';
import { FAST } from './send-all.ts';

export interface FuzzOptions {
  readonly seed: string;
  readonly bodies: number;
  /** `shared/pipeline/testdata`, whose recorded bodies are changed. */
  readonly testdata: URL;
}

function* mutants({ seed, bodies, testdata }: FuzzOptions): Generator<Posted> {
  const recorded = RECORDED_RELEASES.flatMap((release) => recordedBodies(testdata, release));
  const random = createRandom(`fuzz|${seed}`);
  const examples = exampleBodies();
  for (let i = 0; i < bodies; i++) yield mutated(pick(random, i % 2 === 0 ? recorded : examples), random);
}

/**
 * Changes recorded bodies, and an example of every family by every operation, by chance and posts them to a simulator.
 * @returns what is not answered as predicted, in status, exception or message; one text for each body
 */
export async function fuzz(options: FuzzOptions): Promise<readonly string[]> {
  const simulator = await startSimulator({ settings: FAST });
  try {
    return await differences(simulator.port, mutants(options));
  } finally {
    await simulator.close();
  }
}
