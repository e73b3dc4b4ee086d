import type { RouteView } from '../../shared/contract/inspection.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { shown } from '../ui/shown.ts';

/** A model id as people say it: `claude-sonnet-4` for `us.anthropic.claude-sonnet-4-20250514-v1:0`. */
export function shortModel(id: string): string {
  const name = id.split('/').pop() ?? id;
  return name
    .replace(/^(?:(?:us|eu|apac|ap|jp|au|ca|sa|global|us-gov)\.)?[a-z0-9]+\.(?=[a-z])/, '')
    .replace(/-v\d+(?::\d+)?(?::\d+k)?$/, '')
    .replace(/-\d{8}$/, '');
}

/** What a request is about, for lists: the model, and the sample or the parameter that makes it worth a look. */
export function titleOf(view: RouteView | null, model: string, sampleId: string | null): string {
  const name = shortModel(view?.model?.baseModel ?? model) || 'request';
  const sample = SAMPLES.find(({ id }) => id === sampleId)?.title;
  const telling = view?.params.find(
    ({ fate }) => fate === 'leaked' || fate === 'refused' || fate === 'dropped',
  )?.key;
  const about = sample ?? telling;
  return shown(about ? `${name} · ${about}` : name);
}
