/** Names that objects answer to of themselves, or that mean something in a pointer. */
export const ODD_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'valueOf',
  'hasOwnProperty',
  'toString',
  '',
  ' ',
  'a/b',
  '~',
  '~1',
  '0',
  '-1',
];
