/**
 * Where a ledger in PostgreSQL is, and how one gets there: the address and the options of the configuration, then a
 * service of `psql`, then its variables. PURE: what stands in files is read elsewhere (connect.ts).
 *
 * node-postgres is never handed an address to read: it takes `sslmode` for something else than libpq does, and the
 * environment for its own.
 */
import { RunError } from '../errors.ts';
import { type Environment, environmentParameters, followed } from './parameters.ts';
import { isSocket, TLS_MODES, type TlsMode, type Way, waysTo } from './tls.ts';
import { urlParts } from './url.ts';

/** As the configuration has it. */
export interface DatabaseOptions {
  readonly url: string;
  /** Certificates to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  /** The line is safe by itself: nothing is demanded of it. */
  readonly allowPlain?: boolean | undefined;
  /** What is kept beside the main ledger, in a schema of its own. */
  readonly beside?: string | undefined;
}

/** What else an address is made of. */
export interface Surroundings {
  readonly env: Environment;
  /** The system user, who is the role where nobody names one. */
  readonly user: string;
  /** What the service is called that was asked for (`serviceOf`) says. */
  readonly service?: ReadonlyMap<string, string> | undefined;
  readonly isWindows?: boolean | undefined;
}

export interface DatabaseHost {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  /** In the order in which they are tried. */
  readonly ways: readonly Way[];
}

/** Where a password is, unless the configuration says where (`PoolOptions.secret`); the first that there is counts. */
export interface PasswordPlaces {
  /** Of the environment, or of a service. */
  readonly text?: string | undefined;
  /** In the form of `.pgpass`: it may be missing. */
  readonly passfile?: string | undefined;
}

export interface DatabaseAddress {
  /** As messages call it: without what could be a secret. */
  readonly name: string;
  /** In the order in which they are tried; at least one. */
  readonly hosts: readonly DatabaseHost[];
  readonly user: string;
  readonly database: string;
  readonly schema: string;
  /** Only a server that can be written will do: another of the hosts is tried. */
  readonly writable: boolean;
  readonly password: PasswordPlaces;
  readonly caFile?: string | undefined;
  /** Our own certificate, and its key. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly connectMs: number;
  /** What sessions are called; absent where nobody has said. */
  readonly application?: string | undefined;
  /** Settings of the session, as `psql` hands them on (`-c name=value`). */
  readonly settings?: string | undefined;
}

const PORT = 5432;
const CONNECT_MS = 10_000;
const SCHEMA = 'vax_upload';
/** Where Debian's server listens, and Red Hat's. */
const SOCKETS = ['/var/run/postgresql', 'localhost'];

/** The service of `psql` that is asked for, and the files in which it may stand; undefined where none is. */
export function serviceOf(url: string, env: Environment): { name: string; files: readonly string[] } | undefined {
  const name = urlParts(url).options.get('service') ?? (env['PGSERVICE'] || undefined);
  if (name === undefined) return undefined;
  const { PGSERVICEFILE: own, HOME: home, PGSYSCONFDIR: system } = env;
  const files = [own || (home && `${home}/.pg_service.conf`), system && `${system}/pg_service.conf`];
  return { name, files: files.filter((file) => file !== undefined && file !== '') as string[] };
}

/**
 * @throws RunError DATABASE_ADDRESS {parameter?}, DATABASE_SECRET, DATABASE_OPTION {option}, DATABASE_PLAIN {host,
 * mode}
 */
export function databaseAddress(
  options: DatabaseOptions,
  { env, user, service, isWindows }: Surroundings,
): DatabaseAddress {
  const parts = urlParts(options.url);
  const inUrl = new Map(parts.options);
  inUrl.delete('service');
  const ofService = new Map(service);
  const secret = ofService.get('password') ?? (env['PGPASSWORD'] || undefined);
  ofService.delete('password');
  const given = followed([environmentParameters(env), ofService, named(parts), inUrl]);
  const schema = [given.get('schema') ?? SCHEMA, ...(options.beside === undefined ? [] : [options.beside])].join('_');
  if (!isSchema(schema)) throw new RunError('DATABASE_ADDRESS', { parameter: 'schema' });
  const role = given.get('user') ?? user;
  if (role === '') throw new RunError('DATABASE_ADDRESS', { parameter: 'user' });
  const caFile = options.caFile ?? (given.get('sslrootcert') === 'system' ? undefined : given.get('sslrootcert'));
  const wishes = { mode: modeOf(given), ca: caFile !== undefined, allowPlain: options.allowPlain === true };
  const hosts = hostsOf(given, isWindows).map((each) => ({ ...each, ways: waysTo(each.host, wishes) }));
  const database = given.get('dbname') ?? role;
  return {
    name: nameOf({ hosts, user: role, database, schema }),
    hosts,
    user: role,
    database,
    schema,
    writable: mustBeWritable(given.get('target_session_attrs'), hosts.length),
    password: {
      text: secret,
      passfile: given.get('passfile') ?? usualPassfile(env, isWindows),
    },
    caFile,
    certFile: given.get('sslcert'),
    keyFile: given.get('sslkey'),
    connectMs: waitOf(given.get('connect_timeout')),
    application: given.get('application_name'),
    settings: given.get('options'),
  };
}

/** What stands before the question mark. */
function named({ user, hosts, database }: ReturnType<typeof urlParts>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (user !== undefined) found.set('user', user);
  if (database !== undefined) found.set('dbname', database);
  if (hosts.some(({ host }) => host !== '')) found.set('host', hosts.map(({ host }) => host).join(','));
  if (hosts.some(({ port }) => port !== '')) found.set('port', hosts.map(({ port }) => port).join(','));
  return found;
}

/** Several hosts have a port each, or one for all (libpq's documentation, 34.1.1.3). */
function hostsOf(given: ReadonlyMap<string, string>, isWindows = false): { host: string; port: number }[] {
  const usual = isWindows ? ['localhost'] : SOCKETS;
  const said = given.get('host');
  const hosts = said === undefined ? usual : said.split(',').flatMap((host) => (host === '' ? usual : [host]));
  const ports = (given.get('port') ?? '').split(',');
  if (ports.length > 1 && ports.length !== hosts.length) throw new RunError('DATABASE_ADDRESS', { parameter: 'port' });
  return hosts.map((host, at) => ({ host, port: portOf(ports[at] ?? ports[0] ?? '') }));
}

function portOf(text: string): number {
  if (text === '') return PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new RunError('DATABASE_ADDRESS', { parameter: 'port' });
  return port;
}

function modeOf(given: ReadonlyMap<string, string>): TlsMode | undefined {
  const word = given.get('sslmode');
  // libpq's `system`: the authorities that everybody trusts, and then the name must fit.
  if (given.get('sslrootcert') === 'system' && word === undefined) return 'verify-full';
  const mode = TLS_MODES.find((each) => each === word);
  if (word !== undefined && mode === undefined) throw new RunError('DATABASE_ADDRESS', { parameter: 'sslmode' });
  return mode;
}

/** A ledger is written, so a standby will never do; with one host the server says so itself when it is one. */
function mustBeWritable(word: string | undefined, hosts: number): boolean {
  if (word === undefined) return hosts > 1;
  if (word === 'read-write' || word === 'primary') return true;
  if (word === 'any') return false;
  throw new RunError('DATABASE_ADDRESS', { parameter: 'target_session_attrs' });
}

/** In seconds; none, and nought, is what is usual: nobody waits for ever. */
function waitOf(text: string | undefined): number {
  if (text === undefined || /^-?0*$/.test(text.trim())) return CONNECT_MS;
  if (!/^\d{1,4}$/.test(text.trim())) throw new RunError('DATABASE_ADDRESS', { parameter: 'connect_timeout' });
  return Number(text) * 1_000;
}

function usualPassfile({ HOME: home, APPDATA: data }: Environment, isWindows = false): string | undefined {
  if (isWindows) return data ? `${data}\\postgresql\\pgpass.conf` : undefined;
  return home ? `${home}/.pgpass` : undefined;
}

/** A schema of our own, never one that everybody writes into or that is PostgreSQL's. */
function isSchema(name: string): boolean {
  return /^[a-z_][a-z0-9_-]{0,62}$/i.test(name) && !/^(?:public|information_schema|pg_.*)$/i.test(name);
}

/** Without a password and without the options; the schema only where it is not the usual one. */
function nameOf({
  hosts,
  user,
  database,
  schema,
}: Pick<DatabaseAddress, 'hosts' | 'user' | 'database' | 'schema'>): string {
  const shown = hosts
    .filter(({ host }) => !isSocket(host))
    .map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}${port === PORT ? '' : `:${port}`}`);
  const at = hosts.some(({ host }) => isSocket(host)) && shown.join() === 'localhost' ? '' : shown.join(',');
  const where = schema === SCHEMA ? '' : ` (${schema})`;
  return `postgresql://${encodeURIComponent(user)}@${at}/${encodeURIComponent(database)}${where}`;
}
