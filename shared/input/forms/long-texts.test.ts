import { expect, it } from 'vitest';
import { readRequest } from '../read-request.ts';
import { findCalls } from './find-calls.ts';

const CHAT = 'http://localhost:4000/v1/chat/completions';
const BODY = '{"model":"m","messages":[]}';

/** Each would take a minute where a beginning without an end is looked for through all that follows. */
it.each([
  ['here-strings of PowerShell', `irm ${CHAT} -Body '${BODY}'\n`, "@'\n"],
  ['escaped quotes of PowerShell', `irm ${CHAT} -Body '${BODY}'\n"`, '`"'],
  ['variables from here-documents', `curl ${CHAT} -d '${BODY}'\n`, 'A=$(cat <<E\n'],
  ['commands with a here-document', `curl ${CHAT} -d '${BODY}'\n`, 'curl localhost -d @- <<E\n'],
])('%s that do not end leave what stands before them', (_, before, endless) => {
  expect(findCalls(before + endless.repeat(Math.ceil(1_200_000 / endless.length)))).toHaveLength(1);
});

// Seconds where nothing else runs: the limit is against a search without an end, not for a busy machine.
it('reads texts in quotes of ten million characters', { timeout: 120_000 }, () => {
  const long = 'a'.repeat(10_000_000);
  const body = `{"model":"m","messages":[{"role":"user","content":"${long}"}]}`;
  expect(findCalls(`irm ${CHAT} -Body '${body}'\n`)).toHaveLength(1);
  expect(findCalls(`irm ${CHAT} -Body "${body.replace(/"/g, '`"')}"\n`)).toHaveLength(1);
  expect(readRequest(`A="${long}"\ncurl ${CHAT} -d '${BODY}'\n`)).toMatchObject({ ok: true });
  expect(readRequest(`curl ${CHAT} -d $'${body}'`)).toMatchObject({ ok: true });
  expect(findCalls(`litellm.completion(model="m", messages=[], user="${long}")\n`)).toHaveLength(1);
});

it('says of a text that no pattern gets through that it is too long', () => {
  const body = `{"model":"m","messages":[],"user":"${'a'.repeat(10_000_000)}"}`.replace(/"/g, '\\"');
  expect(readRequest(`curl ${CHAT} -d "${body}"`)).toMatchObject({
    ok: false,
    problems: [{ message: 'This text is too long to be read as a call' }],
  });
});

it('puts no variable into an address that grows beyond one', () => {
  const script = `A=${'a'.repeat(50_000)}\ncurl ${CHAT}/${'$A'.repeat(25_000)} -d '${BODY}'\n`;
  expect(readRequest(script)).toMatchObject({ ok: true });
});
