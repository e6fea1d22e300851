/** Which proxy an address is reached through, by the variables that name proxies, as Node's agents read them. Pure. */

type Variables = Readonly<Record<string, string | undefined>>;

/** Its address, or undefined where there is none on the way. */
export function proxyFor(url: URL, variables: Variables): string | undefined {
  const named = (name: string): string | undefined =>
    variables[name.toLowerCase()] || variables[name.toUpperCase()] || undefined;
  const proxy = named(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (proxy === undefined || isSpared(url, named('no_proxy') ?? '')) return undefined;
  // A name and a password may stand in it.
  const address = URL.parse(proxy);
  return address === null ? proxy.replace(/^.*@/, '') : address.origin;
}

/** Whether `NO_PROXY` names it: `*`, a name, the end of one (`.desa.id`, `*.desa.id`), each perhaps with a port. */
function isSpared({ hostname, port, protocol }: URL, list: string): boolean {
  const own = port || (protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (name === '' || (only !== undefined && only !== own)) return false;
    const end = name.replace(/^\*/, '');
    return end.startsWith('.') ? hostname.endsWith(end) : hostname === end;
  });
}
