/** Where a target lives: joining its address with paths, and naming it without secrets. PURE. */

/**
 * `base` with `path` below it; the base keeps its own path and its query. A user name or password in it is never sent.
 */
export function endpoint(base: string, path: string): URL {
  const url = bare(base);
  url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, '')}/${path}`;
  return url;
}

/**
 * The address as it is remembered and shown: no credentials, no query (it may hold a token), no trailing slash, no
 * fragment.
 */
export function addressOf(base: string): string {
  const url = bare(base);
  url.pathname = url.pathname.replace(/(?<!\/)\/+$/, '');
  // A URL always has a path: for a bare origin it is the slash that we do not want.
  url.search = '';
  return url.pathname === '/' ? url.origin : url.href;
}

/** Whether what is sent there leaves this computer without encryption. */
export function isInTheClear(base: string): boolean {
  return new URL(base).protocol === 'http:' && !isThisComputer(base);
}

/** Whether the address is this computer's own: nothing leaves it. */
export function isThisComputer(base: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(new URL(base).hostname);
}

/** Throws a TypeError on what is no address; configuration is checked before it comes here. */
function bare(base: string): URL {
  const url = new URL(base);
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}
