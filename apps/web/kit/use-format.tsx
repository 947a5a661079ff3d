import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useLanguage } from '../shell/language.ts';
import { makeFormat, type Format } from './format.ts';

interface Place { currency: string; timeZone: string }
const PlaceContext = createContext<Place | null>(null);

/** The company's currency and time zone, for everything inside. */
export function FormatPlace({ currency, timeZone, children }: Place & { children: ReactNode }) {
  const place = useMemo(() => ({ currency, timeZone }), [currency, timeZone]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** Writes values in the reader's language, the company's currency and its time zone. */
export function useFormat(): Format {
  const place = useContext(PlaceContext);
  const language = useLanguage();
  if (!place) throw new Error('Figures were shown outside of a company: FormatPlace is missing.');
  return useMemo(() => makeFormat({ language, ...place }), [language, place]);
}
