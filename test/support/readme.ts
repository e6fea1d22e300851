/** The two READMEs in parts. Both are held to be true: what stands in a code block is run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const READMES = ['README.md', 'README.id.md'] as const;

export interface Block {
  /** `sh`, `yaml`, `crontab` or `text`. */
  readonly kind: string;
  readonly lines: readonly string[];
}

export function readmeText(name: (typeof READMES)[number]): string {
  return readFileSync(`${REPOSITORY}${name}`, 'utf8');
}

export function blocks(text: string): readonly Block[] {
  return Array.from(text.matchAll(/^```(\w+)\n(.*?)^```$/gms), ([, kind = '', body = '']) => ({
    kind,
    lines: body.trimEnd().split('\n'),
  }));
}

/** All lines of the blocks of one kind. */
export function linesOf(text: string, kind: string): readonly string[] {
  return blocks(text).flatMap((block) => (block.kind === kind ? block.lines : []));
}

/** Levels and words of the headings. */
export function headings(text: string): readonly { readonly level: number; readonly words: string }[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  return Array.from(prose.matchAll(/^(#+) (.+)$/gm), ([, marks = '', words = '']) => ({ level: marks.length, words }));
}

/** The text under a second-level heading, counted from 0. */
export function chapter(text: string, index: number): string {
  return text.split(/^## /m)[index + 1] ?? '';
}

/** Chapters that tests look into, in both languages (chapter()). */
export const README_CHAPTERS = { missing: 5 } as const;
