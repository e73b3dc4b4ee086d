import { isArray, isObject, type Json } from '../../json/json.ts';
import { Stop } from '../stop.ts';

export const ADVISOR_TOOL = 'advisor_20260301';

/** LiteLLM runs the advisor tool itself; throws `Stop` (`crashed`) where the tool names no model for it. */
export function checkAdvisor(tools: Json | undefined): void {
  if (!isArray(tools)) return;
  const advisor = tools.find((tool) => isObject(tool) && tool.type === ADVISOR_TOOL);
  if (!isObject(advisor) || advisor.model) return;
  throw new Stop('crashed', {
    type: 'ValueError',
    message: 'The advisor tool needs a "model": LiteLLM calls that model itself.',
  });
}
