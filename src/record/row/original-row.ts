/** As `OriginalRow.digest` has it: enough to tell the sheets of many days apart that go by one name. */
export function shortDigest(digest: Uint8Array): string {
  return Array.from(digest.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
