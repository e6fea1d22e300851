/**
 * The template of the `files` target: which columns the server of an upload wants, how values are written there, and
 * the words in which it answers.
 *
 * ```yaml
 * delimiter: ";"
 * date: dd/mm/yyyy
 * columns:
 *   ID: key
 *   NIK: nik
 *   JK: { field: sex, words: { male: L, female: P } }
 *   Tgl Vaksin: date
 *   Sumber: { value: SIMPUS }
 * answer:
 *   key: ID
 *   status: Hasil
 *   accepted: [Berhasil]
 *   refused: [Gagal]
 * ```
 */
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { yamlFault } from '../config/yaml-fault.ts';
import { readOwnFile } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { type Column, type From, isDayForm, PLAIN, SOURCES, type Template } from '../target/files/template.ts';

/** How an answer is read: its headings, and the words of its column `status`; what is absent has words of its own. */
export interface AnswerWords {
  readonly key?: string | undefined;
  readonly nik?: string | undefined;
  readonly dose?: string | undefined;
  readonly status?: string | undefined;
  readonly receipt?: string | undefined;
  readonly reason?: string | undefined;
  readonly accepted?: readonly string[] | undefined;
  readonly refused?: readonly string[] | undefined;
}

export interface FilesTemplate {
  readonly template: Template;
  readonly answer: AnswerWords;
}

const words = z.array(z.string().min(1)).min(1);
const source = z.enum(SOURCES as [string, ...string[]]);
const dayForm = z.string().refine(isDayForm);
const from = z.union([
  source.transform((field): From => ({ field })),
  z.strictObject({
    field: source,
    date: dayForm.optional(),
    words: z.record(z.string(), z.string()).optional(),
    system: z.string().min(1).optional(),
  }),
  z.strictObject({ value: z.string() }),
]);
const answer = z.strictObject({
  ...Object.fromEntries(['key', 'nik', 'dose', 'status', 'receipt', 'reason'].map((name) => [name, z.string().min(1)])),
  accepted: words,
  refused: words,
});
/** What is expected of each, for messages. */
const SCALARS = {
  delimiter: [z.enum([',', ';', '\t', '|']), ', | ; | \\t | "|"'],
  date: [dayForm, 'dd/mm/yyyy'],
  bom: [z.boolean(), 'true | false'],
  sheet: [z.string().regex(/^[^\\/?*[\]:]{1,31}$/), 'Data'],
} as const;
const COLUMN = `${SOURCES.join(' | ')} | { field: …, date: …, words: {…}, system: … } | { value: … }`;

/**
 * Without a file the plain one. `uid`: see `readOwnFile`. @throws RunError TEMPLATE_MISSING {file}, CONFIG_SYNTAX
 * {file, line, column}, CONFIG_VALUE {file, line, key, expected}, and what `readOwnFile` throws.
 */
export async function readFilesTemplate(path: string | undefined, uid: number | undefined): Promise<FilesTemplate> {
  if (path === undefined) return { template: PLAIN, answer: {} };
  const text = await readOwnFile(path, 'settings', uid).catch((error: unknown) => {
    if (error instanceof RunError || systemCode(error) === undefined) throw error;
    throw new RunError('TEMPLATE_MISSING', { file: path }, { cause: error });
  });
  return filesTemplateOf(text.toString(), path);
}

/** @internal Exported for its tests. */
export function filesTemplateOf(text: string, file: string): FilesTemplate {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) throw yamlFault(fault, lines, file);
  const wrong = (node: unknown, key: string, expected: string): RunError => {
    const at = (node as Node | null)?.range?.[0];
    return new RunError('CONFIG_VALUE', { file, line: at === undefined ? 1 : lines.linePos(at).line, key, expected });
  };
  const found: { -readonly [Name in keyof Template]?: unknown } & { answer?: unknown } = {};
  if (document.contents !== null && !isMap(document.contents))
    throw wrong(document.contents, 'columns', 'columns: { NIK: nik }');
  for (const { key, value } of document.contents?.items ?? []) {
    const name = isScalar(key) ? String(key.value) : '';
    const js = (node: unknown): unknown => (node as Node | null)?.toJS(document);
    if (name === 'columns') found.columns = columnsIn(value, js, wrong);
    else if (name === 'answer') found.answer = checked(answer.partial(), js(value), () => wrong(value, name, ANSWER));
    else if (Object.hasOwn(SCALARS, name)) {
      const [schema, expected] = SCALARS[name as keyof typeof SCALARS];
      found[name as keyof typeof SCALARS] = checked<unknown>(schema, js(value), () => wrong(value, name, expected));
    } else throw wrong(key, name, ['columns', 'answer', ...Object.keys(SCALARS)].join(' | '));
  }
  const { answer: said = {}, ...own } = found;
  return { template: { ...PLAIN, ...own } as Template, answer: said as AnswerWords };
}

const ANSWER = '{ key: ID, status: Hasil, accepted: [Berhasil], refused: [Gagal] }';

/** In the order of the file: an object would put a heading `2` before the others. */
function columnsIn(
  node: unknown,
  js: (node: unknown) => unknown,
  wrong: (node: unknown, key: string, expected: string) => RunError,
): readonly Column[] {
  if (!isMap(node) || node.items.length === 0) throw wrong(node, 'columns', '{ NIK: nik, "Tgl Vaksin": date }');
  return node.items.map(({ key, value }) => {
    const heading = isScalar(key) ? (key.source ?? String(key.value)) : '';
    return { heading, from: checked(from, js(value), () => wrong(value ?? key, `columns.${heading}`, COLUMN)) };
  });
}

function checked<T>(schema: z.ZodType<T>, value: unknown, fault: () => RunError): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw fault();
  return parsed.data;
}
