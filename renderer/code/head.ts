/** So much of a text tells what it is; the editor tells it apart from the whole, UTF-16 units. */
export const HEAD = 200;
