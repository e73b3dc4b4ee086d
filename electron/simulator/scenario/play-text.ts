import type { PlayResult } from '../../../shared/contract/host.ts';
import type { Simulator } from '../simulator.ts';
import { readScenario, ScenarioError } from './read.ts';
import { NO_SCENARIO } from './scenario.ts';

/** Plays the scenario that a text describes, from the next request on; an empty text ends what is played. */
export function playText(simulator: Simulator, text: string): PlayResult {
  try {
    simulator.play(text.trim() === '' ? NO_SCENARIO : readScenario(text));
    return { ok: true, settings: simulator.settings() };
  } catch (error) {
    if (error instanceof ScenarioError) return { ok: false, problems: error.message.split('\n') };
    throw error;
  }
}
