/** A piece of a line. */
export type Inline =
  | string
  | {
      readonly kind: 'code' | 'strong';
      readonly text: string;
      /** Characters that are shown, as of a block of code. */
      readonly most?: number;
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** A line of a text beside another one: as it stands in both, only in what is sent, only in what is accepted. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  /** Its number in the text that it is from, from 1; null where lines are left out. */
  readonly number: number | null;
  readonly text: string;
}

/** When the frames of a stream showed, for a picture. Times are milliseconds since the request was sent. */
export interface StreamPicture {
  readonly endMs: number;
  /** When each shown frame arrived. */
  readonly arrived: readonly number[];
  /** When a reader saw each, with the chunk size that was used. */
  readonly seen: readonly number[];
  readonly chunkSize: number | null;
  /** Silences that are worth marking, longest first. */
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | {
      readonly kind: 'code';
      readonly language: string;
      readonly text: string;
      /** Characters that are shown. What is taken out is looked for in the whole text, before its end goes. */
      readonly most?: number;
    }
  | { readonly kind: 'diff'; readonly alt: string; readonly lines: readonly DiffLine[] }
  | { readonly kind: 'stream'; readonly alt: string; readonly picture: StreamPicture };

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report, before it is written in one form or another. */
export interface Report {
  readonly title: string;
  readonly lead: readonly Inline[];
  readonly sections: readonly Section[];
}
