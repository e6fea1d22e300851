/** Files as a page names them: without the folders of whoever keeps them. Pure. */

/** The last part of a path, of whichever system. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/**
 * The command that imports a file again, as it was typed the first time. None for a path that begins at a root: it says
 * who works there, and the page is sent to others.
 */
export function importOf(path: string): { readonly command?: string } {
  if (/^(?:[/\\~]|[a-z]:)/i.test(path)) return {};
  return { command: `vax-upload import ${/[^\w./-]/.test(path) ? `"${path.replace(/["$`\\]/g, '')}"` : path}` };
}
