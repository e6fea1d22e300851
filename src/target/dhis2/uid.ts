/**
 * The identifiers under which DHIS2 stores what we send: PURE. They are made of what the thing is and of nothing else,
 * so that every computer gives a dose the same one, and a request that is sent again is known again (E1002, E1080,
 * E1030). They may never change: doses would be stored a second time.
 */
import { hash } from 'node:crypto';

/** An identifier of DHIS2. */
export type Uid = string;

/** A letter, then ten letters or digits (dhis2-core, CodeGenerator.UID_REGEXP). */
const UID = /^[A-Za-z][A-Za-z0-9]{10}$/;

/** @internal Exported for its tests. */
export function isUid(word: string): boolean {
  return UID.test(word);
}

/** What has an identifier of ours. */
export type Kind = 'person' | 'enrolment' | 'dose';

/** Where identifiers are made for. */
export interface Realm {
  /** The UID of the program, not what the configuration calls it. */
  readonly program: Uid;
  /** A word of the configuration that tells two servers apart; mostly empty. */
  readonly instance: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ALL = `${LETTERS}0123456789`;
const LENGTH = 11;

/**
 * `name`: the identity of the person (record/identity.ts), or the key of the record. The address is not in it: a server
 * that moves would get every dose twice. Two of three million are one with a chance of one in ten million.
 */
export function uidOf(kind: Kind, { program, instance }: Realm, name: string): Uid {
  const digest = hash('sha256', ['vax-upload', 'dhis2', instance, program, kind, name].join('\n'), 'hex');
  let rest = BigInt(`0x${digest}`);
  let uid = '';
  while (uid.length < LENGTH) {
    const letters = uid === '' ? LETTERS : ALL;
    const base = BigInt(letters.length);
    uid += letters.charAt(Number(rest % base));
    rest /= base;
  }
  return uid;
}
