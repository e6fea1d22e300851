/** What a district and its province are told of parcels, apart from the other sentences: only they are told it. */
export interface ProvinceWords {
  /** The key of a province, and what to do with it. */
  key(publicKey: string, fingerprint: string): readonly string[];
  /** Parcels of districts were taken in; so many could not be read. */
  parcels(parcels: number, records: number): string;
  aside(parcels: number): string;
  /** What the province has said, in one line; the others only where there are such. */
  pulled(accepted: number, refused: number): string;
  again(records: number): string;
  tooNew(parcels: number): string;
  /** `in-doubt` where the records lie with the province. */
  readonly hint: string;
  /** Below the table of a summary. */
  left(records: number, parcels: number): string;
  /** What is to be done next. */
  readonly next: string;
  /** In a letter. */
  told(records: number): string;
}
