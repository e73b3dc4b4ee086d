import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { Programs } from './programs.ts';

const URL = 'http://127.0.0.1:9/k/none';
const redactor = new Redactor('test');

/** Starts a program of JavaScript by a line for the shell; `after` stands behind it there. */
async function started(script: string, after = '') {
  let told = (): void => undefined;
  const programs = new Programs({
    onChange: () => told(),
    clean: (text) => redactor.text(text).text,
    graceMs: 50,
  });
  const until = (test: (one: ReturnType<Programs['list']>[number]) => boolean): Promise<void> =>
    new Promise((resolve) => {
      told = () => {
        const [one] = programs.list();
        if (one && test(one)) resolve();
      };
      told();
    });
  const command = `"${process.execPath}" -e "${script}"${after}`;
  const problem = await programs.start({ command, folder: tmpdir(), keepCredentials: false }, URL, undefined);
  return { programs, problem, until };
}

test('a secret that the cut of a long output halves is taken out as well', async () => {
  const [begin, end] = ['sk-ant-api03-0123456789', 'ABCDEFGHIJKLMNOPQRST'];
  // The last 8,000 units begin in the middle of the key.
  const script = `console.log('${begin}' + '${end}' + ' .'.repeat(3994))`;
  const { programs, problem, until } = await started(script);
  expect(problem).toBe('');
  await until(({ running }) => !running);
  const [program] = programs.list();
  expect(program?.output).toHaveLength(8_000);
  expect(program?.output).not.toMatch(/[A-Z]{6}T/);
});

test('colours that a program prints for a terminal are left out, and hide no secret', async () => {
  const script = `console.log('\\x1b[1;31mred\\x1b[0m sk-ant-\\x1b[1mapi03-0123456789ABCDEFGHIJKLMNOPQRST')`;
  const { programs, until } = await started(script);
  await until(({ running }) => !running);
  const output = programs.list()[0]?.output ?? '';
  expect(output).toMatch(/^red /);
  expect(output).not.toContain('0123456789');
});

test.each([
  ['what no system starts', 'x'.repeat(200_000), 'It could not be started'],
  ['a zero byte', '\0', 'in one line'],
  ['a second line that nobody would look for', 'python app.py\n\n\nrm -r ~', 'in one line'],
  ['marks that turn the direction of writing', 'python \u202eyp.ppa', 'in one line'],
])('%s is a sentence, and starts nothing', async (_, command, words) => {
  const { programs, problem } = await started(command);
  expect(problem).toContain(words);
  expect(programs.list()).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'nothing outlives the end: neither what does not listen nor what its shell left in the background',
  async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connected = once(server, 'connection');
    const deaf = `process.on('SIGTERM', () => 0); require('net').connect(${port}, '127.0.0.1').on('close', process.exit)`;
    const { programs } = await started(deaf, ' &');
    const [socket] = (await connected) as [Socket];
    const gone = once(socket.on('error', () => undefined).resume(), 'close');
    expect(programs.list()[0]?.running).toBe(true);
    await programs.close();
    expect(programs.list()[0]?.running).toBe(false);
    await gone;
    server.close();
  },
);
