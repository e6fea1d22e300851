import { en } from './en/messages.ts';
import { id } from './id/messages.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

/** The sentences of a language. */
export function messagesFor(language: Language): Messages {
  return language === 'id' ? id : en;
}
