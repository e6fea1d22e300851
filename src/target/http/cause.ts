/**
 * Names a failure of the line for the weather report. Pure; how far the request got alone decides about doubt, this
 * only describes.
 */
import { systemCode } from '../../errors.ts';
import { NOT_OURS, NOT_OURS_ALERT, UNTRUSTED } from '../../tls-faults.ts';
import type { OutageCause } from '../target.ts';
import type { Phase } from './phase.ts';

/** `late`: our own patience ended, or the caller's. */
export function causeOf(error: unknown, phase: Phase, late: boolean): OutageCause {
  const codes = codesOf(error);
  if (late || codes.includes('ETIMEDOUT')) return 'timeout';
  if (codes.some((code) => NOT_OURS.test(code)) || alertOf(error) !== undefined) return 'own-certificate';
  if (phase === 'unconnected')
    return codes.some((code) => code === 'ENOTFOUND' || code.startsWith('EAI_')) ? 'name' : 'refused';
  if (phase === 'hand-shaking') return codes.some((code) => UNTRUSTED.test(code)) ? 'certificate' : 'tls';
  return codes.some((code) => GARBLED.test(code)) ? 'broken' : 'reset';
}

/** Not HTTP (HPE_…: Node's parser), or a compressed body that does not decompress (zlib's codes). */
const GARBLED = /^(?:HPE_(?!INVALID_EOF_STATE)|Z_|ERR_(?:_)?ERROR_FORMAT|ERR_BROTLI|ERR_ZSTD|ZSTD_)/;

function alertOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  return systemCode(error) === 'EPROTO' ? NOT_OURS_ALERT.exec(error.message)?.[1] : alertOf(error.cause, depth + 1);
}

/**
 * The code of an error and those of its causes: libraries wrap, and several addresses fail together (AggregateError).
 */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [systemCode(error) ?? '', ...within.flatMap((cause) => codesOf(cause, depth + 1))].filter(
    (code) => code !== '',
  );
}
