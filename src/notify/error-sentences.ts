/** The two sentences of an error, as they are told to others. Pure. */
import type { RunError } from '../errors.ts';
import type { ErrorText, Messages } from '../text/messages.ts';

export function errorSentences({ code, params }: RunError, messages: Messages): ErrorText {
  const { what, tryThis } = messages.errors[code](params);
  return { what, tryThis };
}
