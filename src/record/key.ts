/** The identity of a record, equal on every computer, and the one way to write its content down. */
import { hash } from 'node:crypto';
import type { DoseRecord, RecordKey } from './record.ts';

/**
 * Namespace of all record keys: the UUIDv5 of `urn:vax-upload:record-key` in the URL namespace of RFC 9562, section
 * 6.6. It may never change: servers recognise records by the keys made with it.
 * @internal Exported for its tests.
 */
export const RECORD_NAMESPACE = '8b544db5-96d6-553a-8010-6b9088255b78';

/**
 * Who + programme + which dose: `3324011708450001|covid19|1`. The identity number and the dose number hold no `|`, so
 * the first and the last one separate, whatever a programme is called. Personal data: it leaves memory only as a key or
 * a fingerprint.
 */
export function naturalKey({ programme, participant, dose }: DoseRecord): string {
  return writeNaturalKey({ programme, nik: participant.nik, dose: dose.number });
}

/** The same from its parts, where the rest of the record is not at hand. */
export function writeNaturalKey({ programme, nik, dose }: { programme: string; nik: string; dose: number }): string {
  return `${nik}|${programme}|${dose}`;
}

const uuidOfRecord = uuidsOf(RECORD_NAMESPACE);

/**
 * The key on the wire. Nothing but the natural key goes in, so that every computer of every office gives a record the
 * same one.
 */
export function recordKey(naturalKey: string): RecordKey {
  return uuidOfRecord(naturalKey);
}

/**
 * Name → UUIDv5 (RFC 9562, section 5.5) in a namespace: SHA-1 over the 16 bytes of the namespace and the name in UTF-8.
 * SHA-1 is what the standard asks for; the key is an identity, not a secret.
 * @internal Exported for its tests.
 */
export function uuidsOf(namespace: string): (name: string) => string {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return (name) => {
    const digest = hash('sha1', Buffer.concat([prefix, Buffer.from(name, 'utf8')]), 'hex');
    const variant = '89ab'[Number.parseInt(digest.charAt(16), 16) & 3] ?? '';
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
}

/**
 * The content of a record as JSON with a fixed order of keys, absent values left out: two records are the same exactly
 * when these texts are.
 */
export function canonicalRecord(record: DoseRecord): string {
  const { participant, dose } = record;
  return JSON.stringify({
    programme: record.programme,
    participant: {
      nik: participant.nik,
      name: participant.name,
      birthDate: participant.birthDate,
      sex: participant.sex,
      phone: participant.phone,
      address: participant.address,
      category: participant.category,
    },
    dose: {
      number: dose.number,
      date: dose.date,
      vaccine: dose.vaccine,
      codes: dose.codes.map(({ system, code }) => ({ system, code })),
      lot: dose.lot,
      site: dose.site,
    },
  });
}
