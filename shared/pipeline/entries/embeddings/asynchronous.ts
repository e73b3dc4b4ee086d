import { crash } from '../../call/failures.ts';
import { isBlank } from '../../python/space.ts';
import { Part } from '../part.ts';
import type { BodyContext } from './family.ts';
import { FIXED, TO_OUTPUT } from './rules.ts';

/** The body of StartAsyncInvoke around a body. Source: `_wrap_async_invoke_request`. */
export function wrapped(body: Part, modelId: string, { request, trace }: BodyContext): Part {
  const target = request.output_s3_uri ?? null;
  if (typeof target !== 'string' || isBlank(target)) {
    crash('LiteLLM fails: an asynchronous invocation needs output_s3_uri.', 'ValueError');
  }
  const where = trace.whole({ s3Uri: target }, '/output_s3_uri', TO_OUTPUT);
  return new Part(trace)
    .set('modelId', modelId, '/model', FIXED)
    .set('modelInput', body.object, null, FIXED)
    .set('outputDataConfig', trace.whole({ s3OutputDataConfig: where }, null, FIXED), null, FIXED);
}
