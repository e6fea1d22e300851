/** How a ledger remembers that its target is a province: by the first word of its identity. PURE. */

const BEGIN = 'province ';

/** `host/database`, without the role: another role leads to the same province. */
export function identityAt(place: string): string {
  return BEGIN + place;
}

export function isProvince(identity: string): boolean {
  return identity.startsWith(BEGIN);
}
