import { History } from '../history.ts';
import { REQUEST, RESPONSE } from '../part.ts';
import { readBody, unpackIds } from '../store/bodies.ts';
import { bytes, Database, number, text } from '../store/database.ts';
import { ownerName } from '../store/owners.ts';
import { bodyFor } from './body.ts';

/** What is wrong with a store after its writer was killed; nothing where all is well. */
export function check(file: string, acknowledged: readonly string[]): readonly string[] {
  const database = new Database(file);
  try {
    return [...soundness(database), ...missing(database, acknowledged), ...counts(database)];
  } catch (error) {
    return [`unreadable: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    database.close();
  }
}

function soundness(database: Database): readonly string[] {
  const found = text(database.get('PRAGMA integrity_check')?.integrity_check);
  database.exec("INSERT INTO words(words) VALUES ('integrity-check')");
  return found === 'ok' ? [] : [`integrity: ${found}`];
}

/** Whoever opens the store next finds what ran when its writer was killed as interrupted, and nothing as running. */
export function stillRunning(file: string): readonly string[] {
  const owner = ownerName(process.pid, 'check');
  const history = new History({ file, owner, salt: 'check', onEvent: () => undefined });
  try {
    const running = history.count('state:open');
    return running === 0 ? [] : [`${running} exchanges of a writer that is gone are shown as running`];
  } finally {
    history.close();
  }
}

/** Everything that was reported as kept is there, whole. */
function missing(database: Database, acknowledged: readonly string[]): readonly string[] {
  return acknowledged.flatMap((id) => {
    const row = database.get('SELECT number, state FROM exchange WHERE id = ?', [id]);
    if (!row) return [`lost: ${id}`];
    const body = (part: typeof REQUEST | typeof RESPONSE): string =>
      Buffer.from(readBody(database, number(row.number), part, 0, 1e9).bytes).toString('utf8');
    const whole = body(REQUEST) === bodyFor(id, 'request') && body(RESPONSE) === bodyFor(id, 'response');
    return row.state === 1 && whole ? [] : [`half: ${id}, state ${row.state}`];
  });
}

/** Each piece that a body names is there, and counted right. */
function counts(database: Database): readonly string[] {
  const wanted = new Map<number, number>();
  for (const row of database.all('SELECT chunks FROM body'))
    for (const id of unpackIds(bytes(row.chunks))) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  const kept = database.all('SELECT c.id, c.refs FROM chunk c JOIN piece p ON p.id = c.id');
  const wrong = kept.filter((row) => number(row.refs) !== wanted.get(number(row.id)));
  return wrong.length === 0 && kept.length === wanted.size
    ? []
    : [`pieces: ${wrong.length} of ${kept.length} counted wrong, ${wanted.size} named`];
}
