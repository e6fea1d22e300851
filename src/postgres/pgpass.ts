/** The password file of `psql` (libpq's documentation, 34.16). PURE. */

/** Whose password is looked for. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password of the first line that fits; undefined where none does. A line is `host:port:database:user:password`,
 * `*` fits everything, and `\` stands before a colon or itself. A socket is called `localhost` there too.
 */
export function passwordIn(text: string, { host, port, database, user }: Login): string | undefined {
  const hosts = host.startsWith('/') || host.startsWith('@') ? [host, 'localhost'] : [host];
  const wanted = [hosts, [String(port)], [database], [user]];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    const password = fields[4];
    if (password === undefined || password === '') continue;
    if (wanted.every((names, at) => fields[at] === '*' || names.includes(fields[at] ?? ''))) return password;
  }
  return undefined;
}

/** The fifth goes on to the end of the line, with what colons it has. */
function fieldsOf(line: string): string[] {
  const fields = [''];
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    const next = line.charAt(at + 1);
    if (sign === '\\' && (next === ':' || next === '\\')) {
      fields[fields.length - 1] += next;
      at += 1;
    } else if (sign === ':' && fields.length < 5) fields.push('');
    else fields[fields.length - 1] += sign;
  }
  return fields;
}
