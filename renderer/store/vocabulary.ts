import { decode } from '../../shared/contract/encoded.ts';
import type { Vocabulary } from '../../shared/contract/vocabulary.ts';
import { useConnection } from './connection.ts';
import { useInspection } from './inspection.ts';
import { choicesNow } from './request.ts';

const KEPT = 8;
const asked = new Map<string, Promise<Vocabulary>>();

/** The keys of the request at hand, asked for once for each model, release, route and form; empty where the host does not tell. */
export async function vocabularyNow(): Promise<Vocabulary> {
  const { client } = useConnection.getState();
  const { result } = useInspection.getState();
  if (!client) return {};
  const { profile, route: choice } = choicesNow();
  const question = {
    profile,
    route: choice === 'compare' ? ('auto' as const) : choice,
    form: result?.recognised.form ?? ('chat' as const),
    model: result?.model ?? '',
  };
  const name = JSON.stringify(question);
  const known = asked.get(name);
  if (known) return known;
  const answer = client.vocabulary(question).then(decode);
  asked.set(name, answer);
  for (const oldest of [...asked.keys()].slice(0, -KEPT)) asked.delete(oldest);
  try {
    return await answer;
  } catch {
    asked.delete(name);
    return {};
  }
}
