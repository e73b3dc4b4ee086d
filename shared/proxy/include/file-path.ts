/** A path as it is written, from a folder, without `.` and `..`; those that lead out of the first folder stay in front. */
export function pathFrom(folder: string, written: string): string {
  const absolute = written.startsWith('/');
  const parts: string[] = [];
  for (const part of (absolute || folder === '' ? written : `${folder}/${written}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (absolute ? '/' : '') + parts.join('/');
}

/** The folder of a file; that of the configuration, the empty text, for null. */
export const folderOf = (file: string | null): string =>
  file === null ? '' : file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** The name of a file without its folder. */
export const baseOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
