/** Descriptions of servers as a document has them, word for word. */
import { readFileSync } from 'node:fs';
import { type DescriptionFile, descriptionOf } from '../../src/config/description-file.ts';
import type { Description } from '../../src/target/gateway/description.ts';
import { made, type Ready } from '../../src/target/gateway/make.ts';
import type { Given } from '../../src/target/gateway/reader.ts';

const DOCUMENT = new URL('../../docs/targets/json.md', import.meta.url);

/** The block of docs/targets/json.md that is the file of this name. */
export function documented(name: string): string {
  const document = readFileSync(DOCUMENT, 'utf8');
  const block = document.split('\n```').find((part) => part.startsWith(`yaml ${name}\n`));
  if (block === undefined) throw new Error(`docs/targets/json.md has no ${name}`);
  return block.slice(block.indexOf('\n') + 1);
}

/** Read and made ready. `change`: what a test has otherwise. */
export function described(
  text: string,
  given: Given = { values: {}, secrets: [] },
  change: (description: Description) => Description = (description) => description,
): Ready {
  const { description, place }: DescriptionFile = descriptionOf(text, 'server.yaml');
  return made(change(description), given, place);
}
