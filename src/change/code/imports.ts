const PYTHON = /^from\s+(\S+)\s+import\s+([\s\S]+)$/u;
const SCRIPT = /^import\s+(?:type\s+)?([\s\S]+?)\s+from\s+["']([^"']+)["']/u;

/** Where each imported name comes from. Order and grouping of imports say nothing, and one that nobody uses does nothing. */
function originsOf(imports: readonly string[]): Map<string, string> {
  const origins = new Map<string, string>();
  for (const statement of imports) {
    const python = PYTHON.exec(statement);
    const script = SCRIPT.exec(statement);
    const [names, module] =
      python !== null ? [python[2], python[1]] : script !== null ? [script[1], script[2]] : [];
    for (const name of (names ?? '').replace(/[(){}*]/gu, ' ').split(',')) {
      const [own = '', alias] = name.trim().split(/\s+as\s+/u);
      if (own !== '') origins.set(alias ?? own, `${module ?? ''} ${own}`);
    }
  }
  return origins;
}

/** Names that are now imported from elsewhere: the same word stands for something else. */
export function movedImports(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [originsOf(before), originsOf(after)];
  return [...now].flatMap(([name, origin]) => {
    const was = old.get(name);
    return was === undefined || was === origin ? [] : [name];
  });
}
