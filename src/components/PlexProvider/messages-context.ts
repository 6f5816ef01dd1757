'use client';

import { createContext, useContext } from 'react';
import { createDurationFormat, type DurationFormat } from '../../i18n/duration-format.ts';
import { english, type Messages } from '../../i18n/messages.ts';

/** The words of the players below, and the way to say a duration in their language. */
export interface Language {
  readonly messages: Messages;
  readonly sayDuration: DurationFormat;
  /** Writes a share between 0 and 1: `70%`. */
  readonly sayPercent: (share: number) => string;
}

/** Formats are slow to make: one set for a language, made when the first is asked for. */
export function createLanguage(messages: Messages): Language {
  let duration: DurationFormat | undefined;
  let percent: Intl.NumberFormat | undefined;
  return {
    messages,
    sayDuration(seconds) {
      duration ??= createDurationFormat(messages.locale);
      return duration(seconds);
    },
    sayPercent(share) {
      percent ??= new Intl.NumberFormat(messages.locale, { style: 'percent' });
      return percent.format(share);
    },
  };
}

export const LanguageContext = createContext<Language>(createLanguage(english));

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
