import { child, type Pointer } from '../../json/pointer.ts';

/** Where a walk stands. Its pointer is written out where it is asked for, and then once for all that lies inside. */
export class Way {
  readonly #steps: (string | number)[] = [];
  /** Of the document, and of the outermost steps as far as they were asked for. */
  readonly #pointers: Pointer[] = [''];

  enter(step: string | number): void {
    this.#steps.push(step);
  }

  leave(): void {
    this.#steps.pop();
    if (this.#pointers.length > this.#steps.length + 1) this.#pointers.pop();
  }

  /** The top-level key. */
  get top(): string {
    return String(this.#steps[0] ?? '');
  }

  get pointer(): Pointer {
    const [steps, pointers] = [this.#steps, this.#pointers];
    for (let depth = pointers.length - 1; depth < steps.length; depth++)
      pointers.push(child(pointers[depth] as Pointer, steps[depth] as string | number));
    return pointers[steps.length] as Pointer;
  }
}
