import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language } from '../kernel/text.ts';

interface Reading {
  readonly language: Language;
  /** Today's date in Stockholm, ISO. */
  readonly today: string;
}

const ReadingContext = createContext<Reading | undefined>(undefined);

/** In which language, and on which day, the page is read. Stands around every page. */
export function LanguageProvider({ language, today, children }: Reading & { readonly children: ReactNode }) {
  const reading = useMemo(() => ({ language, today }), [language, today]);
  return <ReadingContext value={reading}>{children}</ReadingContext>;
}

function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === undefined) throw new Error('A page is rendered outside LanguageProvider');
  return reading;
}

export const useLanguage = (): Language => useReading().language;

export const useToday = (): string => useReading().today;

/** The catalogue in the reader's language. */
export function useMessages<T>(messages: Readonly<Record<Language, T>>): T {
  return messages[useLanguage()];
}
