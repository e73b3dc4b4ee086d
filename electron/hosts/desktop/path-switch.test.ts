import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathSwitch } from './path-switch.ts';

describe('a switch that names a path', () => {
  it.each(['user-data-dir', 'config', 'python'])('--%s gives it in its own spelling', (name) => {
    const given = path.resolve('/tmp/Strata-AbC');
    expect(pathSwitch(['strata', '--no-sandbox', `--${name}=${given}`, '.'], name)).toBe(given);
    expect(pathSwitch(['strata', `--${name}=Here`], name)).toBe(path.resolve('Here'));
  });

  it('gives none without the switch or without a value', () => {
    expect(pathSwitch(['strata', '.'], 'config')).toBeNull();
    expect(pathSwitch(['strata', '--config='], 'config')).toBeNull();
    expect(pathSwitch(['strata', '--config', '/tmp/x'], 'config')).toBeNull();
    expect(pathSwitch(['strata', '--configuration=/tmp/x'], 'config')).toBeNull();
  });

  it('is never asked of Electron, which changes its spelling', () => {
    const main = readFileSync(new URL('../../app.ts', import.meta.url), 'utf8');
    expect(main).toContain("pathSwitch(process.argv, 'config')");
    expect(main).not.toContain('commandLine');
  });
});
