/** What is in a FHIR server, asked of it by the test itself and not by the program. */
import { expect } from 'vitest';

export type Resource = Readonly<Record<string, unknown>> & { readonly id: string; readonly resourceType: string };

const NIK = 'https://fhir.kemkes.go.id/id/nik';
/** A page of HAPI holds 200 resources, and a person here has four at most. */
const AT_ONCE = 50;

/** A search that no memory answers; as a form, for an address has its limits. */
async function search(base: string, type: string, fields: Readonly<Record<string, string>>): Promise<Bundle> {
  const response = await fetch(`${base}/${type}/_search`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'cache-control': 'no-cache' },
    body: new URLSearchParams(fields),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Bundle;
}

interface Bundle {
  readonly total?: number;
  readonly entry?: readonly { readonly resource: Resource }[];
  readonly link?: readonly { readonly relation: string }[];
}

/** How many people with these NIKs there are, and how many doses they have, as the server counts them. */
export async function counted(base: string, niks: readonly string[]): Promise<{ people: number; doses: number }> {
  let [people, doses] = [0, 0];
  for (const some of inParts(niks)) {
    const tokens = some.map((nik) => `${NIK}|${nik}`).join(',');
    people += (await search(base, 'Patient', { identifier: tokens, _summary: 'count' })).total ?? Number.NaN;
    doses +=
      (await search(base, 'Immunization', { 'patient.identifier': tokens, _summary: 'count' })).total ?? Number.NaN;
  }
  return { people, doses };
}

/** Each person with these NIKs and all doses of hers, as they are stored. */
export async function stored(base: string, niks: readonly string[]): Promise<Resource[]> {
  const found: Resource[] = [];
  for (const some of inParts(niks)) {
    const identifier = some.map((nik) => `${NIK}|${nik}`).join(',');
    const page = await search(base, 'Patient', { identifier, _revinclude: 'Immunization:patient', _count: '200' });
    expect(page.link?.some(({ relation }) => relation === 'next')).toBeFalsy();
    found.push(...(page.entry ?? []).map(({ resource }) => resource));
  }
  return found;
}

/** How often each dose is there, by its key. */
export async function doses(base: string, keys: readonly string[]): Promise<number[]> {
  const found: Resource[] = [];
  for (const some of inParts(keys)) found.push(...(await dosesOf(base, some)));
  const text = JSON.stringify(found.map(({ identifier }) => identifier));
  return keys.map((key) => text.split(key).length - 1);
}

/** The server has lost this dose. */
export async function forget(base: string, key: string): Promise<void> {
  for (const { id } of await dosesOf(base, [key])) {
    const { status } = await fetch(`${base}/Immunization/${id}`, { method: 'DELETE' });
    expect(status).toBe(200);
  }
}

async function dosesOf(base: string, keys: readonly string[]): Promise<Resource[]> {
  const identifier = keys.map((key) => `urn:ietf:rfc:3986|urn:uuid:${key}`).join(',');
  const page = await search(base, 'Immunization', { identifier, _count: '200' });
  expect(page.link?.some(({ relation }) => relation === 'next')).toBeFalsy();
  return (page.entry ?? []).map(({ resource }) => resource);
}

function inParts<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => all.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
