/*
 * What shared/ may use of its platform beside the language itself: it is there in Node and in every
 * browser. Read by shared/tsconfig.json alone; everything else knows these from Node and the DOM.
 */

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare class URL {
  constructor(url: string, base?: string | URL);
  readonly href: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  pathname: string;
  readonly search: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
}

declare class URLSearchParams {
  constructor(query: string);
  get(name: string): string | null;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

declare function atob(text: string): string;
declare function btoa(text: string): string;
