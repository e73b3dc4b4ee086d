import type { Json, JsonObject } from '../../shared/json/json.ts';
import { LazyText } from '../../shared/text/lazy-text.ts';
import { isOther } from '../../shared/validation/other-operations.ts';
import { OPERATIONS, type Operation, type Verdict } from '../../shared/validation/problem.ts';
import { spansOf } from '../../shared/validation/spans.ts';
import { validate, validateMade } from '../../shared/validation/validate.ts';
import { BadLine } from './command.ts';

/** A body for Bedrock and what it is sent to. */
export interface Asked {
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: string | MadeBody;
}

/** A body whose value is known; its text is cut out where a sentence names a place in it. */
interface MadeBody {
  readonly raw: LazyText;
  readonly value: Json;
}

/** UTF-16 units of a line in which no body is too large for Bedrock, however it is written. */
const SURELY_SMALL = 1_000_000;

/** The text of a line's body exactly as it stands there. */
function textOfBody(text: string): string {
  const place = spansOf(text).find('/body');
  return place ? text.slice(place.value.from, place.value.to) : '';
}

function bodyOf({ body }: JsonObject, text: string): Asked['body'] {
  if (typeof body === 'string') return body;
  if (body === undefined) throw new BadLine('body is missing');
  if (text.length > SURELY_SMALL) return textOfBody(text);
  return { raw: new LazyText(() => textOfBody(text)), value: body };
}

/** What Bedrock answers, on a day or at a time when the model was served. */
export function verdictOn({ body, ...asked }: Asked, asOf: string | null): Verdict {
  return typeof body === 'string'
    ? validate({ ...asked, body, asOf })
    : validateMade({ ...asked, asOf }, body.raw, body.value);
}

/** What `{"operation", "modelId", "body"}` asks. Throws {@link BadLine} where it is not that. */
export function readAsked(line: JsonObject, text: string): Asked {
  const operation = OPERATIONS.find((candidate) => candidate === line.operation);
  if (!operation) {
    throw new BadLine(
      `operation is one of ${OPERATIONS.join(', ')}, not ${JSON.stringify(line.operation ?? null)}`,
    );
  }
  const modelId = isOther(operation) ? (line.modelId ?? '') : line.modelId;
  if (typeof modelId !== 'string') throw new BadLine('modelId is missing or no string');
  return { operation, modelId, body: bodyOf(line, text) };
}

/** The same, or null where an object is something else. */
export function askedOf(line: JsonObject, text: string): Asked | null {
  try {
    return readAsked(line, text);
  } catch (error) {
    if (error instanceof BadLine) return null;
    throw error;
  }
}
