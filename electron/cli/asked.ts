import type { JsonObject } from '../../shared/json/json.ts';
import { isOther } from '../../shared/validation/other-operations.ts';
import { OPERATIONS, type Operation } from '../../shared/validation/problem.ts';
import { spansOf } from '../../shared/validation/spans.ts';
import { BadLine } from './command.ts';

/** A body for Bedrock and what it is sent to. */
export interface Asked {
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: string;
}

/** The text of a line's body exactly as it stands there. */
function bodyOf(line: JsonObject, text: string): string {
  if (typeof line.body === 'string') return line.body;
  const place = spansOf(text).find('/body');
  if (!place) throw new BadLine('body is missing');
  return text.slice(place.value.from, place.value.to);
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
