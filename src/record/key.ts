/** The identity of a record, equal on every computer, and the one way to write its content down. */
import { hash } from 'node:crypto';
import { identityOf } from './identity.ts';
import type { Dose, DoseRecord, RecordKey } from './record.ts';
import { type ComparedAs, DOSE_PROPERTIES, PARTICIPANT_PROPERTIES, type Property } from './table/fields.ts';

/**
 * Namespace of all record keys: the UUIDv5 of `urn:vax-upload:record-key` in the URL namespace of RFC 9562, section
 * 6.6. It may never change: servers recognise records by the keys made with it.
 * @internal Exported for its tests.
 */
export const RECORD_NAMESPACE = '8b544db5-96d6-553a-8010-6b9088255b78';

/**
 * Who + programme + which dose: `3324011708450001|covid19|1`, and in a programme of several series which one:
 * `3324011708450001|rutin|polio|1`. No part of it holds a `|` (config/schema.ts has what a programme may be called).
 * Personal data: it leaves memory only as a key or a fingerprint.
 */
export function naturalKey({ programme, participant, dose }: DoseRecord): string {
  return writeNaturalKey({ programme, identity: identityOf(participant), series: dose.series, dose: dose.number });
}

/** The same from its parts, where the rest of the record is not at hand. */
export function writeNaturalKey({
  programme,
  identity,
  series,
  dose,
}: {
  programme: string;
  identity: string;
  series?: string | undefined;
  dose: number;
}): string {
  return series === undefined ? `${identity}|${programme}|${dose}` : `${identity}|${programme}|${series}|${dose}`;
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
 * Names made of a key are the same each time, too.
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
 * What two records under one key have in common when they are one dose: the same day, product and batch. Rows that
 * differ in anything else repeat it.
 */
export function doseText({ date, vaccine, lot = '' }: Pick<Dose, ComparedAs<'dose'>>): string {
  const parts = { date, vaccine, lot: lot.toUpperCase() } satisfies Record<ComparedAs<'dose'>, string>;
  return `${parts.date} ${parts.vaccine} ${parts.lot}`;
}

/**
 * The content of a record as JSON with a fixed order of keys, that of the table of fields, absent values left out: two
 * records are the same exactly when these texts are.
 */
export function canonicalRecord({ programme, participant, dose }: DoseRecord): string {
  const written = inOrder(dose, DOSE_PROPERTIES);
  written['codes'] = dose.codes.map(({ system, code }) => ({ system, code }));
  return JSON.stringify({ programme, participant: inOrder(participant, PARTICIPANT_PROPERTIES), dose: written });
}

function inOrder(of: object, properties: readonly Property[]): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const { name } of properties) {
    const value = (of as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) written[name] = value;
  }
  return written;
}
