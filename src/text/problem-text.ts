/** What is wrong, in Indonesian and English, and how to write it right. */
export interface ProblemText {
  readonly id: string;
  readonly en: string;
  readonly tryId: string;
  readonly tryEn: string;
}
