/** The file's address is given up after so long, milliseconds: the browser has read it by then. */
const READ_MS = 10_000;

/** Offers content as a file to save. `type` is its media type. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
}

/** A title as the name of a file, without its ending: letters, digits, dots and dashes. */
export const fileName = (title: string): string => title.replace(/[^\w.-]+/g, '-');
