#!/usr/bin/env node
// Bundle digest, version 1, recomputed from its specification with nothing but Node and git. It shares no line with src/.
//
// One question a line on standard input, {"repo", "commit", "bundle", "components": [{name, kind, paths, values, links}]};
// one answer a line: {"digest": …} or {"errors": [[code, path], …]}.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** All patterns that a pattern with braces stands for. A brace without a partner is literal. */
export function expand(glob) {
  for (let end = glob.indexOf('}'); end !== -1; end = glob.indexOf('}', end + 1)) {
    const start = glob.lastIndexOf('{', end);
    if (start === -1) continue;
    // The first closing brace with an opening one before it ends an innermost pair: its commas are all its own.
    const options = glob.slice(start + 1, end).split(',');
    return options.flatMap((option) => expand(glob.slice(0, start) + option + glob.slice(end + 1)));
  }
  return [glob];
}

/** Whether a pattern without braces matches a whole path: by trying, with a memory of what failed. */
export function matchesPlain(glob, path) {
  const [g, p] = [[...glob], [...path]];
  const failed = new Set();
  const at = (i, j) => {
    if (i === g.length) return j === p.length;
    const key = i * (p.length + 1) + j;
    if (failed.has(key)) return false;
    if (tries(i, j)) return true;
    failed.add(key);
    return false;
  };
  const tries = (i, j) => {
    const more = j < p.length;
    if (g[i] === '*' && g[i + 1] === '*' && g[i + 2] === '/' && (i === 0 || g[i - 1] === '/')) {
      if (at(i + 3, j)) return true;
      for (let k = j; k < p.length; k += 1) if (p[k] === '/' && at(i + 3, k + 1)) return true;
      return false;
    }
    if (g[i] === '*' && g[i + 1] === '*') return at(i + 2, j) || (more && at(i, j + 1));
    if (g[i] === '*') return at(i + 1, j) || (more && p[j] !== '/' && at(i, j + 1));
    return more && (g[i] === '?' ? p[j] !== '/' : g[i] === p[j]) && at(i + 1, j + 1);
  };
  return at(0, 0);
}

export function matches(glob, path) {
  return expand(glob).some((one) => matchesPlain(one, path));
}

/** RFC 8785. ECMAScript's own numbers and strings are the ones it asks for. */
function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jcs(value[key])}`).join(',')}}`;
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const digest = (domain, value) => `sha256:${sha256(`${domain}\n${jcs(value)}`)}`;

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(ext-[^\n]*\n)*oid sha256:(?<oid>[0-9a-f]{64})\nsize (?<size>[0-9]+)\n$/;

function entryOf({ path, mode, oid }, read) {
  if (mode === '160000') return { path, mode, target: oid };
  const bytes = read(oid);
  if (mode === '120000') return { path, mode, target: bytes.toString() };
  const pointer = bytes.length < 1024 ? POINTER.exec(bytes.toString('latin1')) : null;
  if (pointer !== null && Number.isSafeInteger(Number(pointer.groups.size)))
    return { path, mode, lfs: { oid: pointer.groups.oid, size: Number(pointer.groups.size) } };
  return { path, mode, sha256: sha256(bytes), size: bytes.length };
}

export function recompute({ repo, commit, bundle, components }) {
  const git = (args, input) =>
    execFileSync('git', ['--no-replace-objects', '-C', repo, ...args], { input, maxBuffer: 2 ** 30 });
  const files = [];
  let listing = git(['ls-tree', '-r', '-z', '--full-tree', commit]);
  while (listing.length > 0) {
    const [tab, end] = [listing.indexOf('\t'), listing.indexOf(0)];
    const [mode, , oid] = listing.toString('latin1', 0, tab).split(' ');
    const raw = listing.subarray(tab + 1, end);
    files.push({ raw, path: raw.toString(), mode, oid });
    listing = listing.subarray(end + 1);
  }
  files.sort((a, b) => Buffer.compare(a.raw, b.raw));

  const owned = new Map(components.map((component) => [component, []]));
  const patterns = new Map(components.map((component) => [component, component.paths.flatMap(expand)]));
  const errors = [];
  for (const file of files) {
    const owner = components.find((one) => patterns.get(one).some((glob) => matchesPlain(glob, file.path)));
    if (owner === undefined) continue;
    owned.get(owner).push(file);
    if (!Buffer.from(file.path).equals(file.raw)) errors.push(['path-not-utf8', file.path]);
    else if (owner.links === 'record') continue;
    else if (file.mode === '120000') errors.push(['component-symlink', file.path]);
    else if (file.mode === '160000') errors.push(['component-submodule', file.path]);
  }
  const folded = new Set();
  for (const { path } of [...owned.values()].flat()) {
    const fold = path.normalize('NFC').toLowerCase();
    if (folded.has(fold)) errors.push(['path-collision', path]);
    folded.add(fold);
  }
  if (errors.length > 0) return { errors: errors.sort() };

  const oids = [...owned.values()].flat().flatMap(({ mode, oid }) => (mode === '160000' ? [] : [oid]));
  const blobs = new Map();
  let batch = git(['cat-file', '--batch'], oids.map((oid) => `${oid}\n`).join(''));
  while (batch.length > 0) {
    const end = batch.indexOf('\n');
    const [oid, , size] = batch.toString('latin1', 0, end).split(' ');
    blobs.set(oid, batch.subarray(end + 1, end + 1 + Number(size)));
    batch = batch.subarray(end + 2 + Number(size));
  }
  const parts = [...owned].map(([{ name, kind, values }, its]) => {
    const entries = its.map((file) => entryOf(file, (oid) => blobs.get(oid)));
    return { name, kind, digest: digest('airlock/component/v1', { name, kind, entries, values }) };
  });
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { digest: digest('airlock/bundle/v1', { bundle, components: parts }) };
}

if (process.argv[1] === import.meta.filename) {
  // Split by hand: `readline` takes U+2028 for the end of a line, and names may hold it.
  let rest = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      process.stdout.write(`${JSON.stringify(recompute(JSON.parse(rest.toString('utf8', 0, end))))}\n`);
      rest = rest.subarray(end + 1);
    }
  }
}
