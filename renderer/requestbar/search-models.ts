import type { ModelOption } from '../../shared/contract/host.ts';

/** Models that hold every word of the query in id, family or route; ids that start with it come first. */
export function searchModels(models: readonly ModelOption[], query: string): readonly ModelOption[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return models;
  const found = models.filter(({ id, family, route }) => {
    const text = `${id} ${family} ${route}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [first = ''] = words;
  const rank = ({ id }: ModelOption): number => (id.startsWith(first) ? 0 : id.includes(`.${first}`) ? 1 : 2);
  return [...found].sort((a, b) => rank(a) - rank(b));
}
