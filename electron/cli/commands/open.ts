import { createReadStream } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { sharePage } from '../../../shared/share/file/share-page.ts';
import type { SharedExchange } from '../../../shared/share/file/shared-exchange.ts';
import { historyFile } from '../../history/place.ts';
import { HistoryClient } from '../../history/process/client.ts';
import { forkStore } from '../../history/process/fork.ts';
import { configDir } from '../../hosts/config-dir.ts';
import { importExchanges } from '../../share/import-exchanges.ts';
import { readExchanges } from '../../share/read-share.ts';
import { type Command, readOptions, UsageError } from '../command.ts';
import { reasonOf } from '../reason.ts';

const STORE = path.join(__dirname, '../store/store.cjs');

const help = `Usage: strata open [options] FILE

Takes the exchanges of a share file (.strata, from strata history --strata) or of a HAR log into the history, where the
app and strata history find them: strata history 'source:import'. Nothing of them is run or sent. Exchanges that the
history has already are passed over.

  --jsonl       lists them, one JSON object a line, and takes nothing
  --html        writes them as one page that opens in any browser without network, and takes nothing
  --store FILE  another store

Exit code: 0 done, 2 wrong usage or a file that cannot be read.`;

const isUnreadable = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'UnreadableShare';
const isMissing = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && 'syscall' in error;

export const openCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      args: [...args],
      allowPositionals: true,
      options: {
        jsonl: { type: 'boolean', default: false },
        html: { type: 'boolean', default: false },
        store: { type: 'string' },
      },
    });
    const [file, second] = positionals;
    if (file === undefined || second !== undefined) throw new UsageError('Give one FILE.');
    const exchanges = readExchanges(createReadStream(file));
    try {
      if (values.jsonl) {
        for await (const exchange of exchanges) await output.line(JSON.stringify(exchange));
      } else if (values.html) {
        const all: SharedExchange[] = [];
        for await (const exchange of exchanges) all.push(exchange);
        await output.text(sharePage(all, `Made by Strata ${manifest.version}`));
      } else {
        const store = values.store ?? historyFile(configDir());
        const history = new HistoryClient({ file: store, launch: () => forkStore(STORE) });
        try {
          const { taken, known } = await importExchanges(history, exchanges);
          output.complain(`${taken} taken into ${store}${known > 0 ? `, ${known} were there already` : ''}.`);
        } finally {
          await history.close();
        }
      }
      return 0;
    } catch (error) {
      if (!isUnreadable(error) && !isMissing(error)) throw error;
      output.complain(
        `strata: ${isUnreadable(error) ? error.message : `${file} cannot be read: ${reasonOf(error)}`}`,
      );
      return 2;
    }
  },
};
