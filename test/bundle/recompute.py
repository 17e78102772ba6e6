#!/usr/bin/env python3
"""Bundle digest, version 1, recomputed from its specification with nothing but Python's standard library and git.

One question a line on standard input, {"repo", "commit", "bundle", "components": [{name, kind, paths, values, links}]};
one answer a line: {"digest": ...} or {"errors": [[code, path], ...]}. It shares no line with Airlock.
"""
import hashlib, json, re, subprocess, sys, unicodedata

LFS = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize ([0-9]+)\n")

def expand(glob):  # braces, written out; the first closing one that has an opening one before it ends an innermost pair
    for end, char in enumerate(glob):
        start = glob.rfind("{", 0, end) if char == "}" else -1
        if start >= 0:
            return [one for part in glob[start + 1:end].split(",") for one in expand(glob[:start] + part + glob[end + 1:])]
    return [glob]

def regex(glob):
    special = {"**": r"[\s\S]*", "*": "[^/]*", "?": "[^/]"}
    folders = lambda m: r"(?:[\s\S]*/)?" if m.start() == 0 or glob[m.start() - 1] == "/" else r"[\s\S]*/"
    return re.compile(re.sub(r"\*\*/|\*\*|[\s\S]", lambda m: folders(m) if m[0] == "**/" else special.get(m[0], re.escape(m[0])), glob))

def number(x):  # the shortest digits that give the number back, in ECMAScript's form
    x = float(x)
    if x == 0: return "0"
    text = next(t for t in ("%.*e" % (p, abs(x)) for p in range(18)) if float(t) == abs(x))
    digits, n, sign = text.split("e")[0].replace(".", ""), int(text.split("e")[1]) + 1, "-" if x < 0 else ""
    if len(digits) <= n <= 21: return sign + digits.ljust(n, "0")
    if 0 < n <= 21: return sign + digits[:n] + "." + digits[n:]
    if -6 < n <= 0: return sign + "0." + "0" * -n + digits
    return sign + digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e%+d" % (n - 1)

def jcs(x):
    if x is None or isinstance(x, bool): return json.dumps(x)
    if isinstance(x, (int, float)): return number(x)
    if isinstance(x, str): return json.dumps(x, ensure_ascii=False)
    if isinstance(x, list): return "[" + ",".join(map(jcs, x)) + "]"
    return "{" + ",".join(jcs(k) + ":" + jcs(x[k]) for k in sorted(x, key=lambda k: k.encode("utf-16-be"))) + "}"

def digest(domain, x):
    return "sha256:" + hashlib.sha256((domain + "\n" + jcs(x)).encode()).hexdigest()

def answer(repo, commit, bundle, components):
    git = lambda *args, **more: subprocess.run(("git", "--no-replace-objects", "-C", repo) + args, capture_output=True, check=True, **more).stdout
    lines = git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]
    files = sorted((path, *head.split()) for head, path in (line.split(b"\t", 1) for line in lines))
    globs = [[regex(one) for glob in c["paths"] for one in expand(glob)] for c in components]
    owned, errors, folded = [[] for _ in components], [], set()
    for raw, mode, _, oid in files:
        path = raw.decode("utf-8", "replace")
        for c, patterns, mine in zip(components, globs, owned):
            if not any(p.fullmatch(path) for p in patterns): continue
            kind = {b"120000": "component-symlink", b"160000": "component-submodule"}.get(mode)
            if raw != path.encode(): errors.append(["path-not-utf8", path])
            elif kind and c["links"] != "record": errors.append([kind, path])
            mine.append((path, mode.decode(), oid))
            break
    for path, _, _ in [one for mine in owned for one in mine]:
        fold = unicodedata.normalize("NFC", path).lower()
        if fold in folded: errors.append(["path-collision", path])
        folded.add(fold)
    if errors: return {"errors": sorted(errors)}
    def entry(path, mode, oid):
        if mode == "160000": return {"path": path, "mode": mode, "target": oid.decode()}
        blob = blobs[oid]
        if mode == "120000": return {"path": path, "mode": mode, "target": blob.decode()}
        lfs = len(blob) < 1024 and LFS.fullmatch(blob)
        if lfs and int(lfs[2]) < 2 ** 53: return {"path": path, "mode": mode, "lfs": {"oid": lfs[1].decode(), "size": int(lfs[2])}}
        return {"path": path, "mode": mode, "sha256": hashlib.sha256(blob).hexdigest(), "size": len(blob)}
    oids = sorted({oid for mine in owned for _, mode, oid in mine if mode != "160000"})
    batch, blobs = git("cat-file", "--batch", input=b"".join(oid + b"\n" for oid in oids)), {}
    while batch:
        head, batch = batch.split(b"\n", 1)
        oid, _, size = head.split()
        blobs[oid], batch = batch[:int(size)], batch[int(size) + 1:]
    parts = [{"name": c["name"], "kind": c["kind"], "digest": digest("airlock/component/v1", {"name": c["name"], "kind": c["kind"],
              "entries": [entry(*one) for one in mine], "values": c["values"]})} for c, mine in zip(components, owned)]
    return {"digest": digest("airlock/bundle/v1", {"bundle": bundle, "components": sorted(parts, key=lambda c: c["name"])})}

for line in sys.stdin.buffer:
    print(json.dumps(answer(**json.loads(line))), flush=True)
