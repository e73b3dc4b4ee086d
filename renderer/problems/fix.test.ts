import { afterEach, expect, it } from 'vitest';
import { useInspection } from '../store/inspection.ts';
import { useNotices } from '../store/notices.ts';
import { showDraft, typeText, useRequest } from '../store/request.ts';
import { applyFix } from './fix.ts';
import type { GroupFix } from './group-problems.ts';

const TEXT = '{"model": "m", "leak": 1}';

const DROP = {
  label: 'Drop it',
  fix: { kind: 'drop', pointer: '/leak' },
  edits: [{ from: TEXT.indexOf(', "leak"'), to: TEXT.length - 1, text: '' }],
  route: null,
  profile: null,
  settings: null,
} as unknown as GroupFix;

/** What is on the screen was found in `TEXT`. */
function inspected(): void {
  useInspection.setState({
    result: { kind: 'inspected', requestText: TEXT, recognised: { form: 'chat' }, views: [] } as never,
    asked: { ...useRequest.getState(), text: TEXT },
  });
}

const draft = { ...useRequest.getState() };
afterEach(() => {
  showDraft(draft);
  useInspection.setState(useInspection.getInitialState(), true);
});

it('a fix changes the text that it was found in', () => {
  typeText(TEXT);
  inspected();
  applyFix(DROP);
  expect(useRequest.getState().text).toBe('{"model": "m"}');
});

it('a fix does not put an earlier text in the place of what was typed since', () => {
  typeText('{"model": "another"');
  inspected();
  applyFix(DROP);
  expect(useRequest.getState().text).toBe('{"model": "another"');
  expect(useNotices.getState().notice?.text).toMatch(/^Nothing was changed/);
});
