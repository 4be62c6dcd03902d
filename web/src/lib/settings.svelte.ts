// What a person sets for this browser: language, theme, name, keys. Kept in local storage; nothing of the record is.

import { KEYS, type Action } from './keys';

export type Language = 'en' | 'fr';
/** The languages of the map's labels. */
export const LABELS = { en: 'English', fr: 'Français', ar: 'العربية' } as const;
export type LabelLanguage = keyof typeof LABELS;
export type Theme = 'system' | 'light' | 'dark';

interface Settings {
  language: Language;
  /** Empty: that of the interface. */
  labels: LabelLanguage | '';
  theme: Theme;
  who: string;
  keys: Record<Action, string>;
}

const NAME = 'toguna';

function stored(): Settings {
  const language: Language = navigator.language.startsWith('fr') ? 'fr' : 'en';
  const first: Settings = { language, labels: '', theme: 'system', who: '', keys: { ...KEYS } };
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Settings>;
    return { ...first, ...kept, keys: { ...KEYS, ...kept.keys } };
  } catch {
    return first;
  }
}

export const settings: Settings = $state(stored());

/** Keeps the settings and shows the theme; called in an effect. */
export function keep(): void {
  localStorage.setItem(NAME, JSON.stringify(settings));
  const root = document.documentElement;
  root.lang = settings.language;
  if (settings.theme === 'system') root.removeAttribute('data-theme');
  else root.dataset.theme = settings.theme;
}
