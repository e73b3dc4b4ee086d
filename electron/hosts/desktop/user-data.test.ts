import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { userDataDir } from './user-data.ts';

describe('the folder for user data', () => {
  it('is the one that the switch names, in its own spelling', () => {
    const folder = path.resolve('/tmp/Strata-AbC');
    expect(userDataDir(['strata', '--no-sandbox', `--user-data-dir=${folder}`, '.'])).toBe(folder);
    expect(userDataDir(['strata', '--user-data-dir=Here'])).toBe(path.resolve('Here'));
  });

  it('is Electron’s own without the switch or without a value', () => {
    expect(userDataDir(['strata', '.'])).toBeNull();
    expect(userDataDir(['strata', '--user-data-dir='])).toBeNull();
    expect(userDataDir(['strata', '--user-data-dir', '/tmp/x'])).toBeNull();
  });
});
