/** One action of the window. */
export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Other words people may look for. */
  readonly words?: readonly string[];
  readonly keys?: string;
  readonly run: () => void;
}
