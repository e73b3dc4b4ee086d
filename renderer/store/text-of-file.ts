/** Begins a text in UTF-16, as Windows PowerShell writes it where an output is redirected into a file. */
const UTF16_MARK = [0xff, 0xfe] as const;

/** What a file says: in UTF-16 where it begins with its mark, else in UTF-8. Rejects where it cannot be read. */
export async function textOfFile(file: Blob): Promise<string> {
  const first = new Uint8Array(await file.slice(0, UTF16_MARK.length).arrayBuffer());
  const isUtf16 = UTF16_MARK.every((byte, at) => first[at] === byte);
  return isUtf16 ? new TextDecoder('utf-16le').decode(await file.arrayBuffer()) : file.text();
}
