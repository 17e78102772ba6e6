/** What `airlock explain CODE` and `docs/codes.md` say of a code. */
export interface CodeText {
  /** One line: what is the case. */
  readonly title: string;
  /** Why it is said, in a few sentences. */
  readonly why: string;
  /** What to do about it. */
  readonly mend: string;
}
