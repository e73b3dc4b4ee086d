/** Keys of the window, by what they are for. `Mod` is Ctrl, or ⌘ on a Mac. */
export const SHORTCUTS: readonly {
  readonly group: string;
  readonly keys: readonly (readonly [string, string])[];
}[] = [
  {
    group: 'Request',
    keys: [
      ['Mod ⏎', 'Send'],
      ['Esc', 'Cancel the running request'],
      ['Mod ⇧ S', 'Share the request, its comparison and its answer'],
      ['Mod Z', 'The version before (outside of fields)'],
      ['Mod ⇧ Z', 'The version after'],
      ['Mod V', 'Take the clipboard as the request (outside of fields)'],
    ],
  },
  {
    group: 'Tabs',
    keys: [
      ['Alt N', 'New request'],
      ['Alt W', 'Close'],
      ['Alt ⇧ T', 'Reopen what was closed last'],
      ['Alt PgDn', 'Next'],
      ['Alt PgUp', 'Previous'],
      ['F2', 'Give the tab in focus a name'],
    ],
  },
  {
    group: 'Finding',
    keys: [
      ['Mod K', 'Search commands, models and samples'],
      ['Mod F', 'Search in body and request'],
      ['F7', 'Next change'],
      ['⇧ F7', 'Previous change'],
      ['↑ ↓', 'Line by line in the body'],
      ['⏎', 'Open the fold or the long string of the line'],
    ],
  },
  {
    group: 'Window',
    keys: [
      ['F6', 'Next pane'],
      ['⇧ F6', 'Previous pane'],
      ['?', 'These keys'],
      ['F1', 'Words explained'],
      ['Mod ,', 'Settings'],
    ],
  },
];
