import { type Language, languages } from '../kernel/text.ts';

/** The language that a caller wants most of those there are; undefined when none of them is named. */
export function acceptedLanguage(header: string | undefined): Language | undefined {
  const wanted = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((value) => value !== undefined);
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  });
  const known = wanted.flatMap(({ tag, quality }) => {
    const language = languages.find((candidate) => tag === candidate || tag.startsWith(`${candidate}-`));
    return language !== undefined && quality > 0 ? [{ language, quality }] : [];
  });
  return known.toSorted((left, right) => right.quality - left.quality)[0]?.language;
}
