/**
 * Many fingerprints of one length as one value. The driver writes an array of bytes as text, each of them in
 * hexadecimal, which costs more than all else that is asked of a newcomer.
 */

/** SQL of an array of them, where `bytes` and `size` are two parameters (`$1`). */
export const unpacked = (bytes: string, size: string): string =>
  `ARRAY(SELECT substring(${bytes}::bytea FROM n * ${size}::int + 1 FOR ${size}::int)
     FROM generate_series(0, length(${bytes}::bytea) / ${size}::int - 1) AS n)`;

/** The values of both parameters. @throws Error where not all have the same length */
export function packed(all: readonly Uint8Array[]): readonly [Buffer, number] {
  const size = all[0]?.length ?? 1;
  if (all.some(({ length }) => length !== size)) throw new Error('fingerprints of different lengths');
  return [Buffer.concat(all), size];
}
