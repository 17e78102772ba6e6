import type { GradeCode } from '../../pack/grade.ts';
import type { MismatchCode, OpenCode } from '../../pack/mismatch.ts';
import type { CodeText } from './catalog.ts';

const DISCARD = 'Do not use this pack. Get it again from where it was written, or make the check again.';

/** The first thing in a pack that does not match, or why it could not be told. */
export const PACKS: Readonly<Record<MismatchCode | OpenCode, CodeText>> = {
  'manifest-malformed': {
    title: 'The manifest is not as Airlock writes it.',
    why: 'A key is missing, strange, of another type, twice, or in another order.',
    mend: DISCARD,
  },
  'part-missing': {
    title: 'A file of the pack is missing.',
    why: 'The manifest or the facts name it.',
    mend: DISCARD,
  },
  'part-unlisted': {
    title: 'The pack holds a file that its manifest does not name.',
    why: 'Nothing vouches for it.',
    mend: DISCARD,
  },
  'part-altered': {
    title: 'A file of the pack is not the one that was packed.',
    why: 'Its digest or its size is another than the manifest says.',
    mend: DISCARD,
  },
  'part-malformed': {
    title: 'A file of the pack does not have its shape.',
    why: 'A key is missing, strange, of another type, twice, or in another order.',
    mend: DISCARD,
  },
  'part-unexpected': {
    title: 'The pack holds a file that nothing in it asks for.',
    why: 'A file that is held against nothing proves nothing.',
    mend: DISCARD,
  },
  'history-broken': {
    title: 'The manifests do not follow from one another.',
    why: 'Each holds the digest of the one before. One of them is another, or out of order.',
    mend: DISCARD,
  },
  'history-rewritten': {
    title: 'Something that was in the pack earlier was changed or taken out.',
    why: 'A pack only grows.',
    mend: DISCARD,
  },
  'record-malformed': {
    title: 'A record does not have its shape or its number.',
    why: 'Records are numbered without gaps and written in one form.',
    mend: DISCARD,
  },
  'record-of-another-bundle': {
    title: 'A record is about another bundle.',
    why: 'An approval of one bundle says nothing of another.',
    mend: DISCARD,
  },
  'bundle-differs': {
    title: 'The bundle is not the one that its files make.',
    why: 'Digests follow from the entries, entries from the paths of the configuration.',
    mend: DISCARD,
  },
  'policy-differs': {
    title: 'The policy is not the one that was in force.',
    why: 'The digest of its text is another than the facts say.',
    mend: DISCARD,
  },
  'tier-differs': {
    title: 'The tier does not follow from the findings.',
    why: 'A tier is the highest of its findings.',
    mend: DISCARD,
  },
  'engine-differs': {
    title: 'The manifest and the document name two engines.',
    why: 'Both are written by the same one.',
    mend: DISCARD,
  },
  'evidence-undefined': {
    title: 'The pack holds evidence that no policy in it names.',
    why: 'Nothing says how it is read and judged.',
    mend: DISCARD,
  },
  'absence-differs': {
    title: 'Evidence that the policy asks for is not there, for a reason that does not hold.',
    why: 'Whether results are due, and whether the change touches what they depend on, follows from policy and changes.',
    mend: DISCARD,
  },
  'raw-differs': {
    title: 'Raw results are not the ones that were judged.',
    why: 'Their digest, their format or their size is another, or they cannot be read.',
    mend: 'Give the results files of the same run, or discard the pack.',
  },
  'scorecard-malformed': {
    title: 'A scorecard cannot be read.',
    why: 'Scorecards are ours; what is not as we write it was written by somebody else.',
    mend: DISCARD,
  },
  'scorecard-differs': {
    title: 'A scorecard does not follow from the raw results.',
    why: 'Reading the results again gives other items or other figures.',
    mend: DISCARD,
  },
  'check-differs': {
    title: 'A verdict does not follow from the figures.',
    why: 'Judging the rows again under the policy gives another check or another gate.',
    mend: DISCARD,
  },
  'decision-differs': {
    title: 'The decision does not follow from the gates.',
    why: 'Deciding again gives another outcome, or other reasons.',
    mend: DISCARD,
  },
  'preview-differs': {
    title: 'What the new policy would decide does not follow.',
    why: "Judging again under the head's own policy gives another decision.",
    mend: DISCARD,
  },
  'document-differs': {
    title: 'A document or a page of the pack does not follow from the verdicts.',
    why: 'The same engine makes the same bytes of the same result; these are others.',
    mend: DISCARD,
  },
  'attestation-invalid': {
    title: 'The signature does not hold.',
    why: 'No statement in the attestation verifies against the trusted root.',
    mend: 'Get attestation and trusted root again, from where they come from.',
  },
  'attestation-of-something-else': {
    title: 'The attestation is about another file.',
    why: 'None of its subjects is this pack or one of its manifests.',
    mend: 'Give the attestation of this pack.',
  },
  'attestation-by-another': {
    title: 'The attestation was signed by another workflow.',
    why: 'The identity in the certificate is not the one that `--signer` names.',
    mend: 'Find out who signed it before you trust it.',
  },
  'raw-withheld': {
    title: 'All verdicts follow from the figures; the raw results are not at hand.',
    why: 'By policy the pack keeps item ids and figures only. That these were read rightly can be told with the raw results alone.',
    mend: 'Give the folder that holds them: `airlock verify PACK --raw DIR`.',
  },
  'other-engine': {
    title: 'Another version of Airlock wrote this pack, and this one judges otherwise.',
    why: 'Methods may have been mended since. It could not be told whether the pack is right.',
    mend: 'Run the command that is shown: it verifies with the version that wrote the pack.',
  },
};

/** Why evidence is not of a higher grade. */
export const GRADES: Readonly<Record<GradeCode, CodeText>> = {
  'rows-not-recomputed': {
    title: 'E0: the raw rows were not read here.',
    why: 'Figures that somebody else made are taken over as they are.',
    mend: 'Give the raw results: `airlock verify PACK --raw DIR`.',
  },
  'run-unknown': {
    title: 'E1: nothing says where the evals ran.',
    why: 'The rows were recomputed; who made them is not known.',
    mend: 'Run the evals in the trusted workflow after the merge, and attest the pack.',
  },
  'run-untrusted': {
    title: 'E1: the evals ran before the merge, or on another commit.',
    why: 'Code of a pull request can write any results it likes.',
    mend: 'Run the evals in the trusted workflow after the merge.',
  },
  'run-unproven': {
    title: 'E1: where the evals ran is only said by the pack itself.',
    why: 'Nothing that evidence says of itself counts.',
    mend: 'Give an attestation: `--attestation FILE --trusted-root FILE --signer WORKFLOW`.',
  },
  'signer-not-named': {
    title: 'E1: the signature holds, and nobody said whose it must be.',
    why: 'Anybody can sign. Only a named workflow counts.',
    mend: 'Name it: `--signer OWNER/NAME/.github/workflows/FILE@REF`.',
  },
  'not-attested': {
    title: 'E2: the evals ran in the trusted workflow; no signature was checked.',
    why: 'E3 needs an attestation that verifies against a trusted root.',
    mend: 'Give an attestation: `--attestation FILE --trusted-root FILE --signer WORKFLOW`.',
  },
};
