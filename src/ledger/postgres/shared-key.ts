/** What is wrong with a key that many computers have: the cure is another one than for a ledger in a file. */
import { RunError } from '../../errors.ts';

/** Does the work; where the key is missing or another one, the error names the ledger (`name`) as well. */
export async function underSharedKey<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RunError ? ofLedger(error, name) : error;
  }
}

/** The same of an error that was caught. */
export function ofLedger(error: RunError, name: string): RunError {
  const { code, params } = error;
  if (code !== 'LEDGER_KEY_MISSING' && code !== 'LEDGER_KEY_WRONG') return error;
  return new RunError(code, { ...params, ledger: name }, { cause: error });
}
