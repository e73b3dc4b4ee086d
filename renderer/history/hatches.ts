/** Directions of lines, degrees as CSS gradients count them: 0 lies flat, 90 stands, 45 falls and 135 rises. */
export type Hatch = readonly (0 | 45 | 90 | 135)[];

/** What tells layers apart beside their colours, by their place. */
const HATCHES: readonly Hatch[] = [[], [135], [0], [45], [90], [0, 90]];
export const REFUSED: Hatch = [45, 135];
/** From one line to the next, CSS pixels; lines that lean are drawn across a tile of this size. */
const TILE_PX = 8;

export const hatchAt = (i: number): Hatch => HATCHES[i] ?? [];

/** Lines of a colour that may be a CSS variable, as a `background-image`. */
export const hatchImage = (hatch: Hatch, colour: string): string | undefined =>
  hatch.length === 0
    ? undefined
    : hatch
        .map((angle) => `repeating-linear-gradient(${angle}deg, ${colour} 0 1px, transparent 1px 5px)`)
        .join(', ');

type Line = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** Lines across a tile of side 1; those that lean reach into its neighbours, so that corners meet. */
const LINES: Readonly<Record<Hatch[number], readonly Line[]>> = {
  0: [[0, 0.5, 1, 0.5]],
  90: [[0.5, 0, 0.5, 1]],
  45: [
    [-0.5, -0.5, 1.5, 1.5],
    [0.5, -0.5, 1.5, 0.5],
    [-0.5, 0.5, 0.5, 1.5],
  ],
  135: [
    [-0.5, 1.5, 1.5, -0.5],
    [-0.5, 0.5, 0.5, -0.5],
    [0.5, 1.5, 1.5, 0.5],
  ],
};

/** A filling of one colour with lines of another; the plain colour where there are none, or nothing can be drawn. */
export function hatched(fill: string, line: string, hatch: Hatch): CanvasPattern | string {
  if (hatch.length === 0) return fill;
  const side = Math.round(TILE_PX * window.devicePixelRatio);
  const tile = new OffscreenCanvas(side, side);
  const context = tile.getContext('2d');
  if (!context) return fill;
  context.fillStyle = fill;
  context.fillRect(0, 0, side, side);
  context.strokeStyle = line;
  context.lineWidth = Math.max(1, window.devicePixelRatio);
  for (const angle of hatch)
    for (const [fromX, fromY, toX, toY] of LINES[angle]) {
      context.beginPath();
      context.moveTo(fromX * side, fromY * side);
      context.lineTo(toX * side, toY * side);
      context.stroke();
    }
  return context.createPattern(tile, 'repeat') ?? fill;
}
