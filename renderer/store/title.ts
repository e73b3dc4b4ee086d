import type { RouteView } from '../../shared/contract/inspection.ts';
import { GEOGRAPHIES } from '../../shared/pipeline/models/geographies.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { shown } from '../ui/shown.ts';

/** Geography and provider in front of a model's name. */
const PREFIXES = new RegExp(`^(?:(?:${GEOGRAPHIES.join('|')})\\.)?[a-z0-9]+\\.(?=[a-z])`);

/** What a model is called without geography and provider: `claude-sonnet-4-20250514-v1:0`. */
export const plainModel = (id: string): string => (id.split('/').pop() ?? id).replace(PREFIXES, '');

/** A model id as people say it: `claude-sonnet-4` for `us.anthropic.claude-sonnet-4-20250514-v1:0`. */
export function shortModel(id: string): string {
  return plainModel(id)
    .replace(/-v\d+(?::\d+)?(?::\d+k)?$/, '')
    .replace(/-\d{8}$/, '');
}

/** The parameter that makes a request worth a look, else how long its conversation is. */
function tellingOf({ params }: RouteView): string | null {
  const wrong = (['leaked', 'refused'] as const).flatMap(
    (fate) => params.find((row) => row.fate === fate) ?? [],
  );
  const messages = params.find(({ key, fate }) => key === 'messages' && fate !== 'added')?.preview;
  return (
    wrong[0]?.key ?? (messages && /^\d+ items$/.test(messages) ? messages.replace('items', 'messages') : null)
  );
}

/** What a request is about, for lists: the model, and the sample or what is worth a look. */
export function titleOf(view: RouteView | null, model: string, sampleId: string | null): string {
  const name = shortModel(view?.model?.baseModel ?? model) || 'request';
  const sample = SAMPLES.find(({ id }) => id === sampleId)?.title;
  const about = sample ?? (view ? tellingOf(view) : null);
  return shown(about ? `${name} · ${about}` : name);
}
