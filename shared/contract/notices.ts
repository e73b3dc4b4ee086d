/** One licence text and the packages inside the app that stand under it. */
export interface Notice {
  /** SPDX expression. */
  readonly license: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly text: string;
}
