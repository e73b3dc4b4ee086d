import { describe, expect, it } from 'vitest';
import type { ParamRow } from '../../shared/contract/inspection.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import { rule } from '../../shared/pipeline/ledger/rule.ts';
import { leavesText, targetText, whereText } from './describe.ts';

let made = 0;
const row = (change: Partial<ParamRow>): ParamRow => {
  const fate = change.fate ?? 'kept';
  const because = rule({ id: `map.${fate}-${made++}`, stage: 'map', fate, text: 'Because.', source: 'Test' });
  return {
    pointer: '/x',
    key: 'x',
    preview: '1',
    fate,
    leaves: { [fate]: 1 },
    targets: [],
    rule: because,
    severity: because.severity,
    ...change,
  };
};

describe('paths', () => {
  it.each([
    ['', ''],
    ['/messages/0/content', 'messages[0].content'],
    ['/a~1b/c', '["a/b"].c'],
    ['/metadata/two words', 'metadata["two words"]'],
  ])('%j reads %j', (pointer, path) => {
    expect(pathOf(pointer)).toBe(path);
  });

  it('names path and headers', () => {
    expect(targetText({ part: 'path' })).toBe('URL path');
    expect(targetText({ part: 'header', name: 'x-a' })).toBe('header x-a');
  });
});

describe('the column "where"', () => {
  it('lists the places once, by their outermost keys', () => {
    const targets = ['/system/0/text', '/messages/0/role', '/messages/0/content'].map((pointer) => ({
      part: 'body' as const,
      pointer,
    }));
    expect(whereText(row({ fate: 'mapped', targets }))).toBe('system.text, messages.role, messages.content');
  });

  it('says what happened where nothing was sent', () => {
    expect(whereText(row({ fate: 'dropped' }))).toBe('silently');
    expect(whereText(row({ fate: 'dropped', severity: 'info' }))).toBe('');
    expect(whereText(row({ fate: 'consumed' }))).toBe('not sent');
    expect(whereText(row({ fate: 'added' }))).toBe('Map params');
  });

  it('counts fates only where there are several leaves', () => {
    expect(leavesText(row({ leaves: { kept: 1 } }))).toBe('');
    expect(leavesText(row({ leaves: { kept: 3, dropped: 1 } }))).toBe('3 kept, 1 dropped');
  });
});
