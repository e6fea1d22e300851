/** What an address may be. */

/** An http(s) address without credentials in it: those would end up in logs. */
export function isServerAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** The same, or `none`. */
export function isProxy(value: string): boolean {
  return value === 'none' || isServerAddress(value);
}
