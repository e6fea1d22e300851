/**
 * Which parameters of a connection are known, and where each may stand: in an address, a service or the environment.
 * PURE.
 */
import { RunError } from '../errors.ts';

/** Variables of `psql` (libpq's documentation, 34.15) and the parameters that they stand for. */
const VARIABLES: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGHOSTADDR: 'hostaddr',
  PGPORT: 'port',
  PGUSER: 'user',
  PGDATABASE: 'dbname',
  PGPASSFILE: 'passfile',
  PGSSLMODE: 'sslmode',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGCONNECT_TIMEOUT: 'connect_timeout',
  PGAPPNAME: 'application_name',
  PGOPTIONS: 'options',
  PGTARGETSESSIONATTRS: 'target_session_attrs',
};

const FOLLOWED: ReadonlySet<string> = new Set([
  'host',
  'port',
  'user',
  'dbname',
  'passfile',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'connect_timeout',
  'application_name',
  'options',
  'target_session_attrs',
  // Ours: where in the database the ledger is.
  'schema',
]);

/** Comforts that addresses of other programs carry along. Nothing that makes a connection safer is among them. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'fallback_application_name',
  'client_encoding',
  'keepalives',
  'keepalives_idle',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
  'sslcompression',
  'sslsni',
]);

export type Environment = Readonly<Record<string, string | undefined>>;

/** The parameters that the environment sets. */
export function environmentParameters(env: Environment): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [variable, parameter] of Object.entries(VARIABLES)) {
    const value = env[variable];
    if (value !== undefined && value !== '') found.set(parameter, value);
  }
  return found;
}

/**
 * Lays the layers over each other; later ones win. @throws RunError DATABASE_OPTION {option} for a parameter that we
 * cannot follow: to pass over what somebody demands of a connection would be no service to them.
 */
export function followed(layers: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const layer of layers) {
    for (const [name, value] of layer) {
      if (FOLLOWED.has(name)) result.set(name, value);
      // JDBC's way to say it, which libpq understands too.
      else if (name === 'ssl' && value === 'true') result.set('sslmode', 'require');
      else if (!PASSED_OVER.has(name) && !isHarmless(name, value))
        throw new RunError('DATABASE_OPTION', { option: name });
    }
  }
  return result;
}

/** What is only forbidden or left open to us. */
function isHarmless(name: string, value: string): boolean {
  return /^(?:gssencmode|channel_binding)$/.test(name) && /^(?:disable|prefer)$/.test(value);
}
