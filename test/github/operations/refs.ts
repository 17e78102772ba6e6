import { CONTENTS } from '../access.ts';
import { type Call, created, type Operations, ok, text } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import { findCommit, findRef } from '../repository.ts';
import { refView, tagView } from '../views/ref.ts';
import { tip, write } from './git-writes.ts';
import { git } from './objects.ts';

export const refs: Operations = {
  /** Exactly this ref: GitHub gives no list of those that begin with it any more. */
  'git/get-ref': {
    needs: CONTENTS,
    handle: (call) => {
      const name = text(call, 'ref');
      const sha = tip(call, `refs/${name}`);
      if (sha !== null) return ok(refView(call, { ref: `refs/${name}`, sha, type: 'commit' }));
      const ref = findRef(call.repository, name);
      if (ref === undefined) throw notFound();
      return ok(refView(call, ref));
    },
  },

  /** All refs that begin so, on one page. */
  'git/list-matching-refs': {
    needs: CONTENTS,
    handle: (call) => {
      const prefix = `refs/${text(call, 'ref')}`;
      const found = call.repository.refs
        .filter(({ ref }) => ref.startsWith(prefix))
        .sort((a, b) => (a.ref < b.ref ? -1 : 1));
      return ok(found.map((ref) => refView(call, ref)));
    },
  },

  'git/create-ref': {
    needs: { any: [{ contents: 'write' }] },
    handle: (call) => {
      const { ref, sha } = call.body as { ref: string; sha: string };
      if (!/^refs\/[^/]+\/./.test(ref)) throw new Problem(422, `${ref} is not a valid ref name.`);
      if (findRef(call.repository, ref.replace(/^refs\//, '')) !== undefined || tip(call, ref) !== null)
        throw new Problem(422, 'Reference already exists');
      if (!isKnown(call, sha)) throw new Problem(422, 'Object does not exist');
      const made = { ref, sha, type: 'commit' as const };
      // Where a real repository stands behind, the ref is there, and moves there.
      if (call.repository.objects !== null && isReal(call, sha)) write(call, ['update-ref', ref, sha]);
      else call.repository.refs.push(made);
      return created(refView(call, made));
    },
  },

  'git/get-tag': {
    needs: CONTENTS,
    handle: (call) => {
      const sha = text(call, 'tag_sha');
      const tag = call.repository.tags.find((candidate) => candidate.sha === sha);
      if (tag === undefined) throw notFound();
      return ok(tagView(call, tag));
    },
  },
};

/** A commit of the state, or of the real repository behind it. */
function isKnown(call: Call, sha: string): boolean {
  return findCommit(call.state, sha) !== undefined || isReal(call, sha);
}

function isReal(call: Call, sha: string): boolean {
  if (call.repository.objects === null) return false;
  return git(call, ['cat-file', '-t', sha]).toString().trim() === 'commit';
}
