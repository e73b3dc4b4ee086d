/** What the user chose, by the panel's id: pixels where a panel keeps its pixels, else its share of the room. */
export type Sizes = Readonly<Record<string, number>>;

export const isSizes = (value: unknown): value is Sizes =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((size) => Number.isFinite(size) && size >= 0);

/** In a group that is too small for all of them panels have less than they want, rather than reach beyond it: so much of its room. */
const LEAST_SHARE = 0.33;

/** The least length of a panel for the style sheet. */
export const leastLength = (minSize: number): string => `min(${minSize}px, ${100 * LEAST_SHARE}%)`;

/** The same in pixels, in a group of so many. */
export const leastPixels = (minSize: number, room: number): number => Math.min(minSize, LEAST_SHARE * room);

/** A panel beside a border, as it is drawn. */
export interface Side {
  readonly id: string;
  /** Its length across the border, and the limits of that, pixels. */
  readonly length: number;
  readonly least: number;
  readonly most: number;
  /** Its share of the room; 0 for a panel that keeps its pixels. */
  readonly share: number;
}

/** The sizes of the two panels beside a border once the first is `length` pixels long, as far as their limits let it. */
export function resized(first: Side, second: Side, length: number): Sizes {
  const both = first.length + second.length;
  const least = Math.max(first.least, both - second.most);
  const most = Math.min(first.most, both - second.least);
  if (both <= 0 || least > most) return {};
  const at = Math.min(most, Math.max(least, length));
  const shares = first.share + second.share;
  const sizeOf = (side: Side, pixels: number): number =>
    side.share === 0 ? pixels : (shares * pixels) / both;
  // Beside a panel that keeps its pixels the other one takes what is left.
  const kept = [first, second].filter(({ share }) => share === 0);
  return Object.fromEntries(
    (kept.length > 0 ? kept : [first, second]).map((side) => [
      side.id,
      sizeOf(side, side === first ? at : both - at),
    ]),
  );
}
