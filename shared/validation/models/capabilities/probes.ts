import { recorded } from '../../evidence.ts';
import type { Evidence } from '../../problem.ts';

/** Every model was asked the same thirty requests, each with one member more than a plain one, and the answers kept. */
export const probed = (model: string, date = '2026-08-01'): Evidence =>
  recorded('stdapi-ai/stdapi.ai', `tests/probes/results/${model}.json`, date);
