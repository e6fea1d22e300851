/** What an address may be. */

/** An http(s) address without credentials in it: those would end up in logs. */
export function isServerAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** An address of a database; what else must be right in it is told when it is used (postgres/address.ts). */
export function isDatabaseAddress(value: string): boolean {
  return /^postgres(?:ql)?:\/\/\S*$/i.test(value);
}

/** An address of a server, or `none`. */
export function isProxy(value: string): boolean {
  return value === 'none' || isServerAddress(value);
}
