/** Takes the signature off a Windows executable: the bytes it vouches for are about to change. Pure. */

/** Places in the format (Microsoft, "PE Format"): where the header is named, and in it the optional header. */
const HEADER_AT = 0x3c;
const OPTIONAL_HEADER = 24;
const PE32_PLUS = 0x20b;
/** Of the table of directories in the optional header of 64 bits; the fifth one is that of signatures. */
const DIRECTORIES = 112;
const SIGNATURES = DIRECTORIES + 4 * 8;
const CHECKSUM = 64;

/**
 * The same file without its signature, which stands at its end; what is no Windows executable of 64 bits, or has no
 * signature, comes back as it is.
 */
export function withoutSignature(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 2) !== 'MZ') return file;
  const header = file.readUInt32LE(HEADER_AT);
  if (file.toString('latin1', header, header + 4) !== 'PE\0\0') return file;
  const optional = header + OPTIONAL_HEADER;
  if (file.readUInt16LE(optional) !== PE32_PLUS) return file;
  const start = file.readUInt32LE(optional + SIGNATURES);
  const size = file.readUInt32LE(optional + SIGNATURES + 4);
  if (start === 0 || start + size !== file.length) return file;
  const bare = Buffer.from(file.subarray(0, start));
  bare.fill(0, optional + SIGNATURES, optional + SIGNATURES + 8);
  // Zero says that there is none; programs are loaded all the same.
  bare.writeUInt32LE(0, optional + CHECKSUM);
  return bare;
}
