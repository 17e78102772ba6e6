import type { CheckResult } from '../check.ts';
import { canonicalBytes, plain } from './canonical.ts';
import { controlsOf } from './controls.ts';
import type { Engine } from './manifest.ts';
import { CONTROLS, type Parts } from './parts.ts';
import type { Renderer } from './renderer.ts';
import { statementParts } from './statements.ts';

/**
 * The parts that follow from a result: its document and pages, the statements about it, what it shows to an auditor.
 * `given`: the parts that the result itself follows from.
 */
export async function made(
  result: CheckResult,
  engine: Engine,
  renderer: Pick<Renderer, 'pages' | 'controls'>,
  given: Parts,
): Promise<Parts> {
  const pages = await renderer.pages(result, engine);
  const statements = statementParts(result, engine, new Map([...given, ...pages]));
  const parts = new Map([...pages, ...statements]);
  const controls = controlsOf(new Map([...given, ...parts]));
  parts.set(CONTROLS.json, canonicalBytes(plain({ schema: 'airlock.controls/1', controls })));
  return parts.set(CONTROLS.markdown, renderer.controls(controls));
}
