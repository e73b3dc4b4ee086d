import type { KeyWord } from '../../shared/contract/vocabulary.ts';
import { type Pointer, placeOf, segments } from '../../shared/json/pointer.ts';
import { useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';
import { choicesNow } from '../store/request.ts';
import { vocabularyNow } from '../store/vocabulary.ts';

/** What became of a parameter of the request at hand. */
function fateOf(pointer: Pointer): KeyWord | null {
  const row = useInspection
    .getState()
    .result?.views[0]?.params.find((one) => one.fate !== 'added' && one.pointer === pointer);
  if (!row) return null;
  const { key, fate, targets, rule } = row;
  return { key, value: null, fate, to: targets[0] ?? null, words: rule.text, source: rule.source };
}

/** What is known of a key of the request: what became of it, or what may stand there. */
export async function wordOf(pointer: Pointer): Promise<KeyWord | null> {
  const known = fateOf(pointer);
  if (known) return known;
  const key = segments(pointer).at(-1) ?? '';
  const place = placeOf(pointer.slice(0, pointer.lastIndexOf('/')));
  return (await vocabularyNow())[place]?.find((word) => word.key === key && word.words !== '') ?? null;
}

/** The model strings that the chosen release knows, as LiteLLM is called. */
export function modelWords(): readonly string[] {
  const { profile } = choicesNow();
  return (useConnection.getState().models[profile] ?? []).map(({ id }) => `bedrock/${id}`);
}
