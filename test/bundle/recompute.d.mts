export interface Question {
  repo: string;
  commit: string;
  bundle: string;
  components: readonly {
    name: string;
    kind: string;
    paths: readonly string[];
    values: unknown;
    links: string;
  }[];
}
export type Answer =
  | { digest: string; errors?: undefined }
  | { digest?: undefined; errors: [string, string][] };
export function expand(glob: string): string[];
export function matchesPlain(glob: string, path: string): boolean;
export function matches(glob: string, path: string): boolean;
export function recompute(question: Question): Answer;
