/** One action of the window. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Other words people may look for. */
  readonly words?: readonly string[];
  readonly keys?: string;
  /** False while there is nothing that it could do: it is not offered then; left out where it always can. */
  readonly isPossible?: () => boolean;
  readonly run: () => void;
}
