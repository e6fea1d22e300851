/** What a TLS hand-shake that failed says: the codes of OpenSSL and of Node. Pure. */

/**
 * The certificate is not one that we may trust (OpenSSL's X509_V_ERR_… and Node's own): signed by nobody we know, for
 * another name, out of date.
 */
export const UNTRUSTED =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)\w*|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/;

/**
 * Alerts of a server that looks at our certificate (RFC 8446, 6.2). In TLS 1.3 it does so after we have begun to speak,
 * so the hand-shake may look finished; how far the request got is not read off them.
 */
export const NOT_OURS =
  /^ERR_SSL_.*_ALERT_(?:CERTIFICATE_(?:REQUIRED|UNKNOWN|EXPIRED|REVOKED)|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)$/;

/** In the hand-shake such an alert stands in the text alone: bad, unsupported, revoked, expired, unknown, unknown CA … */
export const NOT_OURS_ALERT = /SSL alert number (4[2-689]|116)\b/;
