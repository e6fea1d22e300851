/** The file of named connections of `psql` (libpq's documentation, 34.17). PURE. */

/**
 * What a service is called there, as parameters of libpq; undefined where the file has none of that name. Lines are
 * `name=value` below `[service]`; `#` begins a remark.
 */
export function serviceIn(text: string, service: string): ReadonlyMap<string, string> | undefined {
  let found: Map<string, string> | undefined;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      if (found) return found;
      if (section === service) found = new Map();
      continue;
    }
    const cut = line.indexOf('=');
    if (found && cut > 0) found.set(line.slice(0, cut).trim(), line.slice(cut + 1).trim());
  }
  return found;
}
