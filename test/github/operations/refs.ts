import { CONTENTS } from '../access.ts';
import { type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import { findRef } from '../repository.ts';
import { refView, tagView } from '../views/ref.ts';

export const refs: Operations = {
  /** Exactly this ref: GitHub gives no list of those that begin with it any more. */
  'git/get-ref': {
    needs: CONTENTS,
    handle: (call) => {
      const ref = findRef(call.repository, text(call, 'ref'));
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
