/** Where the key of the ledgers comes from, when it is not a file of ours. */
import type { Config } from '../config/schema.ts';
import { readSecretLine } from '../config/secrets.ts';
import type { ForeignKey } from '../ledger/sealed/outer-key.ts';
import type { Context } from './context.ts';

/** The variable with a passphrase, where no option names another place. */
const VARIABLE = 'VAX_UPLOAD_PASSPHRASE';

type Places = Pick<Config['privacy'], 'keyCommand' | 'passphraseFile'>;

/** What the configuration or the environment names; undefined for a key file. */
export function foreignKey(privacy: Places, context: Context): ForeignKey | undefined {
  const named = namedKey(privacy, context);
  const said = context.env[VARIABLE];
  if (named || !said) return named;
  return { kind: 'passphrase', name: VARIABLE, read: async () => said };
}

/** What the options name and nothing else. */
export function namedKey({ keyCommand, passphraseFile }: Places, { uid, endGroup }: Context): ForeignKey | undefined {
  if (keyCommand !== undefined) {
    const place = 'privacy.keyCommand';
    return {
      kind: 'command',
      name: place,
      read: () => readSecretLine({ place, command: keyCommand }, { uid, endGroup }),
    };
  }
  if (passphraseFile === undefined) return undefined;
  const place = 'privacy.passphraseFile';
  return {
    kind: 'passphrase',
    name: passphraseFile,
    read: () => readSecretLine({ place, file: passphraseFile }, { uid, endGroup }),
  };
}
