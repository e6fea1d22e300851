/**
 * The text of a new vax-upload.yaml, read off the schema: every option with its meaning, behind a `#` with its default.
 * Pure.
 */
import type { OptionPath } from '../config/option-path.ts';
import type { OptionNode } from '../config/option-tree.ts';
import { wrap } from '../report/screen/wrap.ts';
import type { ConfigFileTexts } from '../text/options.ts';

/** What is shown for options that mean nothing without a value. */
const EXAMPLES: Readonly<Partial<Record<OptionPath, string>>> = {
  'target.url': 'https://registry.example/v1',
  'target.caFile': './dinkes.pem',
  'target.certFile': './client.pem',
  'target.keyFile': './client.key',
  'target.proxy': 'http://proxy.example:3128',
  'target.files.folder': './keluar',
  'inbox.folder': './masuk',
  'target.files.template': './template.yaml',
  'target.auth.tokenFile': './token',
  'target.auth.tokenCommand': 'pass show vax-upload',
  'target.auth.username': 'puskesmas-kendal-1',
  'target.auth.passwordFile': './password',
  'target.auth.passwordCommand': 'pass show vax-upload',
  'target.auth.tokenUrl': 'https://login.example/oauth2/token',
  'target.auth.clientId': 'puskesmas-kendal-1',
  'target.auth.clientSecretFile': './client-secret',
  'target.auth.clientSecretCommand': 'pass show vax-upload',
  'target.auth.privateKeyFile': './private-key.pem',
  'target.auth.privateKeyCommand': 'pass show vax-upload-private-key',
  'target.auth.keyId': 'kendal-2026',
  'target.auth.scope': 'immunization.write',
  'target.json.description': './pcare.yaml',
  'target.json.values': 'faskes: "11010101"',
  'target.json.secrets': 'userKey: { file: ./user-key }',
  'target.fhir.personsPerBundle': '50',
  'target.fhir.codeSystems': '{ desa: "https://desa.example/codes" }',
  'target.fhir.targetDiseases': '{ polio: "http://snomed.info/sct|398102009" }',
  'target.fhir.locations': '{ "Puskesmas Kendal 1": "Location/12" }',
  'target.fhir.extra': '{ Immunization: { recorded: "{date}" } }',
  targets: 'kendal: { type: json, url: "https://kendal.example/v1" }',
  to: 'sandbox',
  'state.url': 'postgresql://importer@db.example/vaksin',
  'state.passwordFile': './db-password',
  'state.passwordCommand': 'pass show vax-upload-db',
  'state.caFile': './dinkes.pem',
  'privacy.keyCommand': 'pass show vax-upload-key',
  'privacy.passphraseFile': './passphrase',
  'delivery.window.until': '"05:00"',
  'delivery.window.maxDuration': '8h',
  language: 'id',
  'notify.name': 'Puskesmas Kendal 1',
  'notify.ping.url': 'https://hc-ping.com/UUID',
  'notify.ping.urlFile': './ping-url',
  'notify.ping.caFile': './dinkes.pem',
  'notify.ping.proxy': 'http://proxy.example:3128',
  'notify.webhook.url': 'https://chat.example/hooks/KEY',
  'notify.webhook.urlFile': './webhook-url',
  'notify.webhook.caFile': './dinkes.pem',
  'notify.webhook.proxy': 'http://proxy.example:3128',
  'notify.webhook.tokenFile': './webhook-token',
  'notify.webhook.secretFile': './webhook-secret',
  'notify.email.port': '587',
  'notify.email.caFile': './dinkes.pem',
  'notify.email.passwordFile': './mail-password',
  'schedule.timeZone': 'Asia/Makassar',
  'target.dhis2.program': 'COVAC',
  'target.dhis2.stage': 'Vaccination',
  'target.dhis2.attributes': '{ nik: NIK, name: Name }',
  'target.dhis2.dataElements': '{ vaccine: VACCINE_GIVEN, dose: DOSE_NUMBER }',
  'target.dhis2.constants': '{ "Date of birth is estimated": false }',
  'target.dhis2.options': '{ vaccine: { coronavac: SINOVAC } }',
  'target.dhis2.orgUnit': 'P3324010101',
  'target.dhis2.instance': 'pusat',
  'reading.mapping': './mapping.yaml',
};

const WIDTH = 110;

/** Option → its value, as it stands in the file. */
type Values = ReadonlyMap<OptionPath, string>;

/**
 * Sections stand without a `#`, and none has a space behind it before a value: taking it away is all there is to do. A
 * section without a value sets nothing. `set`: what stands without a `#`.
 */
export function configFile(tree: OptionNode, texts: ConfigFileTexts, set: Values = new Map()): string {
  return [...texts.title.flatMap((line) => comment(line, '')), ...section(tree, '', '', texts, set), ''].join('\n');
}

function section(node: OptionNode, prefix: string, indent: string, texts: ConfigFileTexts, set: Values): string[] {
  if (node.kind !== 'section') return [];
  return [...node.children].flatMap(([key, child]) => {
    if (child.kind === 'section' && child.children.size === 0) return [];
    const path = `${prefix}${key}` as OptionPath;
    const space = prefix === '' ? [''] : [];
    const meaning = [texts.meanings[path], allowed(child, texts)].filter((sentence) => sentence !== '').join(' ');
    return [...space, ...comment(meaning, indent), ...option(key, child, path, indent, texts, set)];
  });
}

function option(
  key: string,
  node: OptionNode,
  path: OptionPath,
  indent: string,
  texts: ConfigFileTexts,
  set: Values,
): string[] {
  const value = set.get(path);
  if (value !== undefined && node.kind === 'value') return [`${indent}${key}: ${value}`];
  switch (node.kind) {
    case 'section':
      return [`${indent}${key}:`, ...section(node, `${path}.`, `${indent}  `, texts, set)];
    case 'named':
      return [`${indent}${key}:`, `${indent}  #${EXAMPLES[path] ?? ''}   # ${texts.example}`];
    case 'value':
      if (node.preset !== undefined) return [`${indent}#${key}: ${node.preset}`];
      return [`${indent}#${key}: ${EXAMPLES[path] ?? node.example ?? exampleOf(node)}   # ${texts.example}`];
  }
}

/** What is shown where the value is wrong shows its form too; of a choice the first. A number alone is no text. */
function exampleOf({ note }: Extract<OptionNode, { kind: 'value' }>): string {
  const [first = ''] = note.expected.split(' | ');
  return note.scalar === 'text' && /^\d+$/.test(first) ? `"${first}"` : first;
}

/** What may stand there: a choice or a range. Text, paths and durations are shown by the value itself. */
function allowed(node: OptionNode, texts: ConfigFileTexts): string {
  if (node.kind !== 'value' || !/^\D.* \| |^\d+-/.test(node.note.expected)) return '';
  return `${texts.values}: ${node.note.expected}`;
}

function comment(text: string, indent: string): string[] {
  return wrap(text, WIDTH - indent.length - 2, '').map((line) => `${indent}# ${line}`);
}
