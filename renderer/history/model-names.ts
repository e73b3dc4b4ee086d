import { plainModel } from '../store/title.ts';

/** How models are named beside each other: two of one name that differ in their region alone by their whole ids. */
export function modelNames(ids: readonly string[]): (model: string) => string {
  const isPlain = (model: string): boolean =>
    ids.every((other) => other === model || plainModel(other) !== plainModel(model));
  return (model) => (isPlain(model) ? plainModel(model) : model);
}
