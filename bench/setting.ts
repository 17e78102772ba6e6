/** Where a benchmark runs. */
export interface Setting {
  /** The repository. */
  readonly root: string;
  /** A folder that goes afterwards. */
  readonly folder: string;
  /** A tenth of the size, to see that it runs. */
  readonly small: boolean;
}
