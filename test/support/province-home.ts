/** A ledger of many machines with its roles, made by the program itself, and a sheet for it. */
import { writeFileSync } from 'node:fs';
import type { Client } from 'pg';
import { expect } from 'vitest';
import { Clerk, csv, type Person } from '../cli/clerk.ts';
import type { Postgres } from './postgres.ts';
import type { Ended } from './program.ts';

/** Login roles, each member of one role of the script. */
export const LOGINS = ['importer', 'worker', 'reader', 'dashboard', 'district'] as const;
export type Login = (typeof LOGINS)[number];

export interface ProvinceHome {
  readonly clerk: Clerk;
  /** The address of the ledger for a login: `<login>_login`, or `ledger_owner`. */
  address(login: Login | 'owner'): string;
  /** The program, as that login. */
  runs(login: Login | 'owner', ...args: readonly string[]): Promise<Ended>;
  connect(login: Login | 'owner'): Promise<Client>;
}

/** Nothing is in the database yet but the right to make it. */
export async function emptyProvince(postgres: Postgres, server: string): Promise<ProvinceHome> {
  const root = await postgres.newDatabase();
  const admin = await postgres.connect(root);
  const {
    rows: [{ name }],
  } = await admin.query('SELECT current_database() AS name');
  await admin.query(`DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledger_owner') THEN
    CREATE ROLE ledger_owner LOGIN CREATEROLE; END IF; END $$`);
  await admin.query(`ALTER DATABASE ${name} OWNER TO ledger_owner`);
  await admin.end();
  const clerk = new Clerk();
  writeFileSync(
    clerk.path('vax-upload.yaml'),
    `target: { type: json, url: "${server}" }\ndelivery: { timeout: 2s, doubtWait: 40ms, retry: { first: 5ms, cap: 20ms, probe: 30ms }, patience: 2s }\n`,
  );
  const address = (login: Login | 'owner'): string =>
    root.replace('postgres@', `${login === 'owner' ? 'ledger_owner' : `${login}_login`}@`);
  return {
    clerk,
    address,
    runs: (login, ...args) => clerk.runs(...args, '--state', address(login)),
    connect: (login) => postgres.connect(address(login)),
  };
}

/** The tables and the grants, as an admin makes them. */
export async function province(postgres: Postgres, server: string): Promise<ProvinceHome> {
  const home = await emptyProvince(postgres, server);
  const made = await home.runs('owner', 'schema');
  expect(made.exitCode, made.err).toBe(0);
  const { out } = await home.runs('owner', 'schema', '--grants');
  const owner = await home.connect('owner');
  await owner.query(out);
  for (const login of LOGINS)
    await owner.query(`DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${login}_login') THEN
      CREATE ROLE ${login}_login LOGIN IN ROLE vax_upload_${login}; END IF; END $$`);
  await owner.end();
  return home;
}

/** A sheet in a folder of that name. */
export function sheetIn(home: ProvinceHome, path: string, rows: readonly Person[]): void {
  home.clerk.write(path, csv(rows));
}
