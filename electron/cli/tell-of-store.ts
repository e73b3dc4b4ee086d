import type { HistoryClient } from '../history/process/client.ts';

/** Says what is the matter with the store, whenever that turns out: damage is met while rows are read. */
export function tellOfStore(client: Pick<HistoryClient, 'follow'>, complain: (text: string) => void): void {
  let told = '';
  client.follow(
    (event) => {
      if (event.type !== 'state' || event.state.sentence === told) return;
      told = event.state.sentence;
      if (told !== '') complain(`strata: ${told}`);
    },
    { rows: false },
  );
}
