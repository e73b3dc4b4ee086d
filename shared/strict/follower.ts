import type { FormChoice } from '../input/forms.ts';
import { readRequest } from '../input/read-request.ts';
import type { ReadResult } from '../input/read-result.ts';
import { JsonReader } from '../json/json-reader.ts';
import type { TransformInput, TransformResult } from '../pipeline/call/result.ts';
import { RepeatedDumps } from '../pipeline/python/json.ts';
import { type Judged, judgeOutgoing, transformJudged } from './transform-as-profile.ts';

/** What a request becomes, and what Bedrock says to it; `judged` is null where nothing is sent. */
export interface Followed {
  readonly result: TransformResult;
  readonly judged: Judged | null;
}

/**
 * Follows a request while it is edited. Everything it gives is what the same work gives from nothing; what did not
 * change since the text before is recognised: items of lists (messages, tools) that are the same text are not read
 * again and stay the same values, and strings that stood in the body before are not written again.
 */
export class Follower {
  readonly #reader = new JsonReader();
  readonly dumps = new RepeatedDumps();

  read(text: string, form: FormChoice = 'auto', call = 0): ReadResult {
    return readRequest(text, form, call, this.#reader);
  }

  /** @param asOf the day that Bedrock is asked of, `YYYY-MM-DD`; null for any */
  judge(input: TransformInput, asOf: string | null = null): Followed {
    const asking = { asOf, repeated: this.dumps };
    const { result, judged } = transformJudged(input, asking);
    if (judged || result.kind !== 'outgoing') return { result, judged };
    const { outgoing, ledger } = result;
    const sent = { body: outgoing.body, ledger };
    return { result, judged: judgeOutgoing(outgoing, sent, input, asking) };
  }
}
