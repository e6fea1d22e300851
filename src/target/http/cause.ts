/**
 * Names a failure of the line for the weather report. Pure; how far the request got alone decides about doubt, this
 * only describes.
 */
import { systemCode } from '../../errors.ts';
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

/**
 * The certificate is not one that we may trust (OpenSSL's X509_V_ERR_… and Node's own): signed by nobody we know, for
 * another name, out of date.
 */
const UNTRUSTED =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)\w*|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/;
/**
 * Alerts of a server that looks at our certificate (RFC 8446, 6.2). In TLS 1.3 it does so after we have begun to speak,
 * so the hand-shake may look finished; how far the request got is not read off them.
 */
const NOT_OURS =
  /^ERR_SSL_.*_ALERT_(?:CERTIFICATE_(?:REQUIRED|UNKNOWN|EXPIRED|REVOKED)|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)$/;
/** Not HTTP (HPE_…: Node's parser), or a compressed body that does not decompress (zlib's codes). */
const GARBLED = /^(?:HPE_(?!INVALID_EOF_STATE)|Z_|ERR_(?:_)?ERROR_FORMAT|ERR_BROTLI|ERR_ZSTD|ZSTD_)/;

/** In the hand-shake such an alert stands in the text alone: bad, unsupported, revoked, expired, unknown, unknown CA … */
const ALERT = /SSL alert number (4[2-689]|116)\b/;

function alertOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  return systemCode(error) === 'EPROTO' ? ALERT.exec(error.message)?.[1] : alertOf(error.cause, depth + 1);
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
