import type { DescribedSide } from '../check/sides.ts';
import type { CheckResult } from '../check.ts';
import type { Control } from './controls.ts';
import type { PackFacts } from './facts.ts';
import type { Engine } from './manifest.ts';
import type { Parts } from './parts.ts';

/** What a pack is read and written with, and `report/` knows: the shapes of documents, and how a result is shown. */
export interface Renderer {
  /** Null where a value has another shape. */
  facts(value: unknown): PackFacts | null;
  side(value: unknown): DescribedSide | null;
  /** The document and the pages of a result, by their paths in a pack. The same result makes the same bytes. */
  pages(result: CheckResult, engine: Engine): Promise<Parts>;
  /** The table of controls as a page. */
  controls(controls: readonly Control[]): Uint8Array;
}
