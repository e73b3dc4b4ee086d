import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newFile } from '../testing.ts';
import { Database } from './database.ts';

describe('a database that is read with care', () => {
  let plain: Database;
  let careful: Database;
  const onOdd = vi.fn();

  beforeEach(() => {
    onOdd.mockClear();
    const file = newFile();
    plain = new Database(file);
    plain.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, v)');
    for (const value of [
      null,
      7,
      2.5,
      '',
      'wörds 😀',
      'a b',
      '\ufeffmark',
      Buffer.from([0xff, 0]),
      Buffer.alloc(0),
    ])
      plain.run('INSERT INTO t (v) VALUES (?)', [value]);
    careful = new Database(file, { careful: true });
    careful.onOddText(onOdd);
  });
  afterEach(() => {
    plain.close();
    careful.close();
  });

  it.each([
    'SELECT * FROM t ORDER BY id',
    'SELECT v AS value, id FROM t ORDER BY id DESC LIMIT 4',
    'WITH some AS (SELECT id, v FROM t WHERE id > ?1) SELECT some.*, typeof(v) AS kind FROM some ORDER BY id',
    'SELECT count(*) AS n FROM t WHERE id > ?1',
    'PRAGMA user_version',
  ])('gives what it gives without: %s', (sql) => {
    const values = sql.includes('?1') ? [2] : [];
    expect(careful.all(sql, values)).toEqual(plain.all(sql, values));
    expect(careful.get(sql, values)).toMatchObject(plain.all(sql, values)[0] ?? {});
    expect(onOdd).not.toHaveBeenCalled();
  });

  it('reads a text that is none as far as it goes, and tells', () => {
    plain.exec("UPDATE t SET v = CAST(x'6f6bff6f6b' AS TEXT) WHERE id = 5");
    expect(careful.all('SELECT v FROM t WHERE id BETWEEN 4 AND 6')).toEqual([
      { v: '' },
      { v: 'ok\ufffdok' },
      { v: 'a b' },
    ]);
    expect(onOdd).toHaveBeenCalled();
  });
});
