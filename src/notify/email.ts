/** A letter by SMTP, through nodemailer, which is loaded where one is sent. */
import type { SecureContext } from 'node:tls';
import { RunError, systemCode } from '../errors.ts';
import type { Message, Teller } from './way.ts';

export interface EmailParts {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  /** Whom we trust; made where a letter is sent. */
  readonly trusted: () => SecureContext;
  readonly user: string | undefined;
  readonly password: () => Promise<string | undefined>;
  readonly from: string;
  readonly to: readonly string[];
  readonly when: Teller['when'];
  readonly limitMs: number;
  /** Makes the report that goes with the letter; absent unless somebody has asked for it. */
  readonly report?: (() => Promise<Attachment | undefined>) | undefined;
}

export interface Attachment {
  readonly filename: string;
  readonly content: string;
}

const KEY = 'notify.email';

export function emailTeller(parts: EmailParts): Teller {
  return {
    way: 'email',
    key: KEY,
    host: () => parts.host,
    when: parts.when,
    tell: (message, signal) => send(parts, message, signal),
    close: () => undefined,
  };
}

async function send(
  { host, port, security, trusted, user, password, from, to, limitMs, report }: EmailParts,
  { letter, isTest }: Message,
  signal: AbortSignal,
): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const pass = await password();
  const made = await (isTest ? undefined : report?.().catch(lackOf));
  const attachment = made && 'content' in made ? made : undefined;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Said outright: no default of ours may ever obey NODE_TLS_REJECT_UNAUTHORIZED=0.
    tls: { secureContext: trusted(), rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(user === undefined || pass === undefined ? {} : { auth: { user, pass } }),
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sent = transport.sendMail({
    from,
    to: [...to],
    subject: letter.subject,
    text: letter.body,
    textEncoding: 'quoted-printable',
    // Nobody's absence is to be answered to a program (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachment ? [{ ...attachment, contentType: 'text/html; charset=utf-8' }] : [],
    // A server that drips an answer a line at a time is never idle: only this closes the line to it.
    signal,
  });
  try {
    const { rejected, rejectedErrors } = await sent;
    if (made instanceof RunError) throw made;
    if (rejected.length > 0)
      throw new RunError('NOTIFY_RECIPIENT', { key: KEY, host, n: rejected.length, ...answerOf(rejectedErrors?.[0]) });
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw signal.aborted
      ? new RunError('NOTIFY_AWAY', { key: KEY, host, cause: 'timeout' })
      : faultOf(error, host, to.length);
  } finally {
    transport.close();
  }
}

/** A letter without its report is better than none; that it lacks is told once the letter is out. */
function lackOf(error: unknown): RunError {
  return error instanceof RunError ? error : new RunError('NOTIFY_REPORT', { key: KEY }, { cause: error });
}

/** nodemailer's codes; never its message, which quotes what the server says, and the server may quote anything. */
function faultOf(error: unknown, host: string, recipients: number): RunError {
  const code = systemCode(error) ?? '';
  const status = answerOf(error);
  const place = { key: KEY, host };
  if (code === 'ETLS' || CERTIFICATE.test(causesOf(error))) return new RunError('NOTIFY_TLS', place);
  // 454: it cannot look passwords up at the moment (RFC 4954), and says nothing of ours.
  if (code === 'EAUTH' && isPassing(status)) return new RunError('NOTIFY_REFUSED', { ...place, ...status });
  if (code === 'EAUTH' || code === 'ENOAUTH') return new RunError('NOTIFY_LOGIN', place);
  if (code === 'EENVELOPE') return new RunError('NOTIFY_RECIPIENT', { ...place, n: recipients, ...status });
  if (code === 'EDNS' || /ENOTFOUND|EAI_/.test(causesOf(error)))
    return new RunError('NOTIFY_AWAY', { ...place, cause: 'name' });
  if (code === 'ETIMEDOUT') return new RunError('NOTIFY_AWAY', { ...place, cause: 'timeout' });
  if (status.status !== undefined) return new RunError('NOTIFY_REFUSED', { ...place, ...status });
  const cause = causesOf(error).includes('ECONNREFUSED') ? 'refused' : 'reset';
  return new RunError('NOTIFY_AWAY', { ...place, cause });
}

/** What a certificate that is not to be trusted is called by OpenSSL and by Node. */
const CERTIFICATE = /CERT|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO(?!COL)|ERR_SSL/;

function causesOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const original = 'originalCode' in error ? String(error.originalCode) : '';
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [systemCode(error) ?? '', original, ...within.map((each) => causesOf(each, depth + 1))].join(' ');
}

function isPassing({ status = 0 }: { status?: number }): boolean {
  return status >= 400 && status < 500;
}

function answerOf(error: unknown): { status?: number } {
  if (!(error instanceof Error) || !('responseCode' in error)) return {};
  return typeof error.responseCode === 'number' ? { status: error.responseCode } : {};
}
