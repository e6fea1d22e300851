/** What can befall a request, beside being served: the faults that clients of this API report. */

export type Fault =
  /** The connection ends before anything is done. */
  | 'reset'
  /** Everything is stored, and the answer is lost. */
  | 'commit then reset'
  /** Everything is stored, and half of the answer comes. */
  | 'commit then cut'
  /** Everything is stored; the proxy in front gives up before it hears of it. */
  | 'commit then 504'
  /** Stored only after the proxy in front has given up, so many milliseconds later. */
  | { readonly storedAfterMs: number }
  /** The visit and its diagnosis are stored, the vaccination is refused. */
  | 'half'
  /** The same, and said inside of a 200. */
  | 'half inside of 200'
  /** The visit is stored, and the answer is lost. */
  | 'half then reset'
  /** All is stored; the answer does not name the vaccination. */
  | 'short answer'
  | '504'
  | '502'
  | '500'
  /** A page of maintenance under 200. */
  | 'page'
  /** `metaData` of another API, under 200. */
  | 'metadata'
  | 'apigee 429'
  | 'apigee 500'
  | { readonly throttledFor: number }
  /** Read, and never answered. */
  | 'silence'
  | '413'
  | '412'
  | '403'
  /** Says that it is a duplicate of what nobody can find. */
  | 'duplicate'
  /** Refused for this reason; 0: by something that names no rule. */
  | { readonly refuses: number; readonly text: string; readonly expression?: string };

/** The faults that lie ahead: of the next requests one by one, or of all from now on. */
export class Faults {
  #next: (Fault | undefined)[] = [];
  #always: Fault | undefined;

  /** Undefined: served. */
  next(...faults: readonly (Fault | undefined)[]): void {
    this.#next.push(...faults);
  }

  always(fault: Fault | undefined): void {
    this.#always = fault;
  }

  /** How many of those that `next` was told of are still to come. */
  get ahead(): number {
    return this.#next.length;
  }

  take(): Fault | undefined {
    return this.#next.length > 0 ? this.#next.shift() : this.#always;
  }
}
