/** What stands between a district and its province, and what to try, in English. */
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';

const CONFIG = '`type: province`, `url: postgresql://…` and `publicKey: vxp_…` below `target:` in vax-upload.yaml';

export const provinceErrorsEn = {
  PROVINCE_MISSING: (p) => ({
    what: `No province takes parcels in ${named(p, ['target'], 'this database')}.`,
    tryThis:
      'Look the address up for a typing mistake. If it is right, ask the people of the province: their ledger is made by `vax-upload push --show-key` there, and the rights of a district by the script of grants.',
  }),
  PROVINCE_REFUSES: (p) => ({
    what: `${named(p, ['target'], 'The province')} does not take the parcel${said(p, ['code'], (code) => ` (${code})`)}. It was not stored, and nothing is lost.`,
    tryThis:
      'See that `district:` has small letters, digits, - and _ only, and that both sides have the same version of vax-upload; then `vax-upload push` again.',
  }),
  PROVINCE_KEY_WRONG: (p) => ({
    what: `The key of ${named(p, ['target'], 'the province')} is another one than \`publicKey:\` says. Nothing was sent.`,
    tryThis:
      'Have the people of the province read their key to you, as `vax-upload push --show-key` prints it there, and write that one down. If theirs is yours, this is not their database.',
  }),
  PROVINCE_KEY_NEEDED: (p) => ({
    what: `The key of ${named(p, ['target'], 'the province')} is not known, and without it nothing can be sealed for it.`,
    tryThis: `Ask the people of the province for it (\`vax-upload push --show-key\` prints it there), and write it down: ${CONFIG}.`,
  }),
  PROVINCE_NOT_MEANT: (p) => ({
    what: `\`${named(p, ['command'], 'push')}\` is for a district that hands its records over to a province, and the target here is ${named(p, ['target'], 'something else')}.`,
    tryThis: `\`vax-upload resume\` sends what waits. A province is set up like this: ${CONFIG}; or name it: --to postgresql://…`,
  }),
  PROVINCE_LEDGER: (p) => ({
    what: `The ledger ${named(p, ['path'], 'here')} is a file: no district can leave parcels in it.`,
    tryThis: 'Run it where the ledger of the province is used: `vax-upload push --show-key --state postgresql://…`.',
  }),
  CONFIRM_PROVINCE: () => ({
    what: 'What was handed over here lies with the province, which says itself what became of it.',
    tryThis: '`vax-upload pull` fetches its answers.',
  }),
} as const satisfies Partial<ErrorTexts>;
