/** What the host asks the window to do: its menus, files that were opened with Strata. */
export type DeskEvent =
  /** Calls of a share file came into the history. */
  | { readonly type: 'shared'; readonly name: string; readonly taken: number; readonly known: number }
  /** An action of the command palette, by its name there. */
  | { readonly type: 'command'; readonly id: string }
  | { readonly type: 'file'; readonly name: string; readonly text: string }
  | { readonly type: 'notice'; readonly text: string };

/** What the list of versions says; it is asked for only when the user wants to know. */
export type NewerVersion =
  | { readonly kind: 'newest'; readonly version: string }
  | { readonly kind: 'newer'; readonly version: string; readonly url: string }
  | { readonly kind: 'unknown'; readonly why: string };
