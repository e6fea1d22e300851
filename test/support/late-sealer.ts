/** The sealer of a ledger, for whoever holds it before the ledger is opened: then it is known. */
import { createSealer, type Sealer } from '../../src/ledger/sealed/seal.ts';

export interface LateSealer {
  readonly sealer: Sealer;
  /** The ledger was opened with this secret. */
  open(secret: Uint8Array): void;
}

export function lateSealer(): LateSealer {
  let opened: Sealer | undefined;
  const known = (): Sealer => {
    if (!opened) throw new Error('the ledger was never opened');
    return opened;
  };
  return {
    open(secret) {
      opened = createSealer(secret);
    },
    sealer: {
      fingerprint: (body) => known().fingerprint(body),
      shortFingerprint: (text) => known().shortFingerprint(text),
      seal: (body, owner) => known().seal(body, owner),
      open: (sealed, owner) => known().open(sealed, owner),
      hide: (blocks) => known().hide(blocks),
      show: (hidden) => known().show(hidden),
      sign: (text) => known().sign(text),
      isSigned: (text, signature) => known().isSigned(text, signature),
    },
  };
}
