/** What a FHIR server has: resources, looked up by identifier. It remembers searches that found nothing, as HAPI does. */

export type Resource = Record<string, unknown> & { resourceType: string; id?: string };

export interface Stored {
  readonly resource: Resource & { id: string };
  readonly version: number;
  /** When it was written, on the clock of the process. */
  readonly at: number;
}

/** `system|value`. */
export type Token = string;

export class Store {
  readonly #stored = new Map<string, Stored>();
  readonly #byToken = new Map<string, Set<string>>();
  #last = 1000;

  create(resource: Resource): Stored {
    this.#last += 1;
    return this.#write({ ...resource, id: String(this.#last) }, 1);
  }

  update(before: Stored, resource: Resource): Stored {
    const same = JSON.stringify({ ...resource, id: before.resource.id }) === JSON.stringify(before.resource);
    return same ? before : this.#write({ ...resource, id: before.resource.id }, before.version + 1);
  }

  remove({ resource }: Stored): void {
    this.#stored.delete(nameOf(resource));
    for (const token of tokensOf(resource))
      this.#byToken.get(indexed(resource.resourceType, token))?.delete(nameOf(resource));
  }

  read(reference: string): Stored | undefined {
    return this.#stored.get(reference);
  }

  /** In the order in which they were created. */
  all(type: string): readonly Stored[] {
    return [...this.#stored.values()].filter(({ resource }) => resource.resourceType === type);
  }

  /** Those that have one of the tokens. */
  withToken(type: string, tokens: readonly Token[]): readonly Stored[] {
    const names = new Set(tokens.flatMap((token) => [...(this.#byToken.get(indexed(type, token)) ?? [])]));
    return [...names].flatMap((name) => this.#stored.get(name) ?? []);
  }

  /** For a transaction that fails: everything as it was. */
  snapshot(): () => void {
    const stored = new Map(this.#stored);
    const byToken = new Map(Array.from(this.#byToken, ([token, names]) => [token, new Set(names)]));
    const last = this.#last;
    return () => {
      this.#stored.clear();
      this.#byToken.clear();
      for (const [name, one] of stored) this.#stored.set(name, one);
      for (const [token, names] of byToken) this.#byToken.set(token, names);
      this.#last = last;
    };
  }

  #write(resource: Resource & { id: string }, version: number): Stored {
    const stored = { resource, version, at: performance.now() };
    this.#stored.set(nameOf(resource), stored);
    for (const token of tokensOf(resource)) {
      const name = indexed(resource.resourceType, token);
      const names = this.#byToken.get(name) ?? new Set();
      this.#byToken.set(name, names.add(nameOf(resource)));
    }
    return stored;
  }
}

export function tokensOf(resource: Resource): Token[] {
  const identifiers = Array.isArray(resource['identifier']) ? resource['identifier'] : [];
  return identifiers.map(({ system, value }: { system?: string; value?: string }) => `${system ?? ''}|${value ?? ''}`);
}

function nameOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}

function indexed(type: string, token: Token): string {
  return `${type} ${token}`;
}
