/** What the registry holds: people that others have registered, and what was sent. */
import { randomUUID } from 'node:crypto';

export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

export interface Stored {
  readonly id: string;
  readonly resource: Resource;
  /** Epoch ms. */
  readonly storedAt: number;
  /** Searches do not show it before. */
  shownAt: number;
}

/** Somebody who is registered. */
export interface Registered {
  readonly id: string;
  readonly nik: string;
  readonly name: string;
  /** What of the number is shown; by default what the registry shows of its kind. */
  readonly shown?: string;
}

export class Store {
  readonly patients: Registered[] = [];
  readonly practitioners: Registered[] = [];
  readonly stored: Stored[] = [];
  /** How long a search does not show what is there, in milliseconds. */
  lagMs = 0;

  put(resource: Resource): Stored {
    const now = Date.now();
    const id = randomUUID();
    const meta = { lastUpdated: new Date(now).toISOString().replace('Z', '+00:00'), versionId: 'MTcwNjYwNTUz' };
    const identifier = resource['identifier'] ?? [];
    const stored = { id, resource: { ...resource, id, meta, identifier }, storedAt: now, shownAt: now + this.lagMs };
    this.stored.push(stored);
    return stored;
  }

  /** The searches have caught up. */
  catchUp(): void {
    this.lagMs = 0;
    for (const stored of this.stored) stored.shownAt = 0;
  }

  /** As after a crash: what was acknowledged is not there. */
  forget(isGone: (stored: Stored) => boolean): void {
    const gone = new Set(this.stored.filter(isGone));
    this.stored.splice(0, this.stored.length, ...this.stored.filter((each) => !gone.has(each)));
  }

  of(type: string): readonly Stored[] {
    return this.stored.filter(({ resource }) => resource.resourceType === type);
  }

  /** Whether one with the same identifier is there; the processor sees it at once, whatever the searches show. */
  hasTwin(resource: Resource): boolean {
    const wanted = identifiersOf(resource);
    return this.of(resource.resourceType).some((each) =>
      identifiersOf(each.resource).some((one) => wanted.includes(one)),
    );
  }

  /** What a search by `system|value` shows. */
  byIdentifier(type: string, identifier: string): readonly Resource[] {
    return this.shown(type).filter((resource) => identifiersOf(resource).includes(identifier));
  }

  byPatient(type: string, patient: string): readonly Resource[] {
    const wanted = patient.startsWith('Patient/') ? patient : `Patient/${patient}`;
    return this.shown(type).filter((resource) => referenceIn(resource['patient'] ?? resource['subject']) === wanted);
  }

  shown(type: string): readonly Resource[] {
    const now = Date.now();
    return this.of(type).flatMap(({ resource, shownAt }) => (shownAt <= now ? [resource] : []));
  }

  has(type: string, id: string): boolean {
    if (type === 'Patient') return this.patients.some((one) => one.id === id);
    if (type === 'Practitioner') return this.practitioners.some((one) => one.id === id);
    return this.of(type).some((each) => each.id === id);
  }
}

export function identifiersOf(resource: Resource): readonly string[] {
  const list = Array.isArray(resource['identifier']) ? resource['identifier'] : [];
  return list.map(({ system, value }: { system?: string; value?: string }) => `${system}|${value}`);
}

export function referenceIn(value: unknown): string | undefined {
  const reference = (value as { reference?: unknown } | undefined)?.reference;
  return typeof reference === 'string' ? reference : undefined;
}
