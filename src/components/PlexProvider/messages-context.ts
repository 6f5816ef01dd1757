'use client';

import { createContext, useContext } from 'react';
import { createDurationFormat } from '../../i18n/duration-format.ts';
import { isEnglish } from '../../i18n/is-english.ts';
import { english, type Messages } from '../../i18n/messages.ts';

/** The words of the players inside a provider, and how they write numbers. */
export interface Language {
  readonly messages: Messages;
  /** Writes seconds in words: `4 minutes 3 seconds`. */
  readonly sayDuration: (seconds: number) => string;
  /** Writes a share between 0 and 1: `70%`. */
  readonly sayPercent: (share: number) => string;
  /** Whether the first call of the other two is slow, because it creates `Intl` objects. English needs none. */
  readonly usesIntl: boolean;
}

/** `Intl` objects are created with the first call that needs them. */
export function createLanguage(messages: Messages): Language {
  const usesIntl = !isEnglish(messages.locale);
  let duration: Language['sayDuration'] | undefined;
  let percent: Intl.NumberFormat | undefined;
  return {
    messages,
    usesIntl,
    sayDuration(seconds) {
      duration ??= createDurationFormat(messages.locale);
      return duration(seconds);
    },
    sayPercent(share) {
      if (!usesIntl) return `${Math.round(share * 100)}%`;
      percent ??= new Intl.NumberFormat(messages.locale, { style: 'percent' });
      return percent.format(share);
    },
  };
}

export const LanguageContext = createContext<Language>(createLanguage(english));

/** The words of the nearest `PlexProvider`, for parts of your own. English outside of one. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}
