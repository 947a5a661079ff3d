import type { Language } from '#vocabulary/words.ts';

interface Choice { value: string; label: string }

/** Every currency that the browser can write, by its code and its name in the reader's language. */
export function currencyOptions(language: Language): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

export function timeZoneOptions(): Choice[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return (zones.includes('UTC') ? zones : ['UTC', ...zones]).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
