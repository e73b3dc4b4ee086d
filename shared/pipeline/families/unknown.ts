import type { Family } from '../family.ts';
import { runTogether } from '../prompts/plain.ts';
import { Stop } from '../stop.ts';
import { walkTable } from '../table.ts';
import { BASE_SUPPORTED, BASE_TABLE } from './base-table.ts';
import { formOf } from './text-form.ts';

/** Models for which LiteLLM has no body form on invoke: DeepSeek R1 itself, Writer, Stability and others. */
export const unknown: Family = {
  id: 'unknown',
  label: 'No body form on invoke',
  supported: () => BASE_SUPPORTED,
  accepts: () => [],
  map: (params, context) => walkTable(BASE_TABLE, params, context),
  build: (_params, context) => {
    formOf(runTogether, context).render(context.messages);
    const { litellmModel } = context.model;
    const provider = /(^|\/)stability/.test(litellmModel) ? 'stability' : 'None';
    throw new Stop('refused', {
      type: 'NotFoundError',
      message: `litellm.NotFoundError: Bedrock Invoke: unknown provider=${provider}, model=${litellmModel}. Try the converse route: bedrock/converse/<model>.`,
    });
  },
};
