import type { ReleaseCode } from '../../release/reason.ts';
import { APPROVALS } from './approvals.ts';
import type { CodeText } from './catalog.ts';
import { EMERGENCIES } from './emergencies.ts';
import { PROOFS } from './proofs.ts';

/** Why something is not promoted, taken back, held or released. */
export const RELEASES: Readonly<Record<ReleaseCode, CodeText>> = {
  ...APPROVALS,
  ...EMERGENCIES,
  ...PROOFS,
  'actor-not-human': {
    title: 'Only a person may do this.',
    why: 'A machine or an agent may stop, hold and take back; it never lets anything out.',
    mend: 'A person starts it, or runs the command.',
  },
  'actor-narrowed': {
    title: 'The policy does not let a machine do this here.',
    why: 'What automation and agents may stop and take back stands under `machines`.',
    mend: 'A person does it, or change the list.',
  },
  'human-decided': {
    title: 'A person decided what serves here.',
    why: "A machine does not undo a person's command.",
    mend: 'A person does it.',
  },
  'not-on-call': {
    title: 'This person is not on call here.',
    why: 'The policy names who may take back, under `people.oncall`.',
    mend: 'Ask somebody who is on call, or change the list.',
  },
  'nothing-recorded': {
    title: 'Nothing of this bundle is recorded.',
    why: 'Only what was judged and recorded can be promoted.',
    mend: 'Run `airlock candidate` on the merged commit.',
  },
  'nothing-live': {
    title: 'Nothing is live here.',
    why: 'There is nothing to take back.',
    mend: 'Run `airlock adopt` to record what runs, or promote a first release.',
  },
  'already-live': {
    title: 'This version is live already.',
    why: 'The content that serves is the content that was asked for.',
    mend: 'Nothing to do.',
  },
  'already-rolled-back': {
    title: 'What is live is what was rolled back to.',
    why: 'Asking twice must not go back twice.',
    mend: 'To go back further say where: `airlock rollback --to VERSION`.',
  },
  superseded: {
    title: 'A later merge was recorded already.',
    why: 'Candidates coalesce: the newest merge wins, and holds what the older ones brought.',
    mend: 'Nothing to do; with `--ref` an older commit is recorded all the same.',
  },
  'unknown-version': {
    title: 'No such version can be chosen here.',
    why: 'It was never recorded, never served here, was taken back, or carries a condemned component.',
    mend: 'Choose one of the versions in the message.',
  },
  'unknown-plan': {
    title: 'No such plan is recorded.',
    why: 'Plans are found by digest or by its first digits, at least four; only the newest ten are kept.',
    mend: 'Make one with `airlock protect --record`.',
  },
  'name-vanished': {
    title: 'Something is live or held under a name that nobody uses any more.',
    why: 'Under a new name it would lose its history, its holds and what was taken back.',
    mend: 'If it is the same, say so where it is named: `formerly: [OLD]`. If it is new, say `formerly: []`.',
  },
  'component-vanished': {
    title: 'A component that was taken back is gone, and perhaps only renamed.',
    why: 'A new name must not bring back what a rollback took out.',
    mend: 'Say `formerly: [OLD]` at the component that it is now, or clear it: `airlock clear COMPONENT`.',
  },
  'provisional-bundle': {
    title: 'The components of this bundle were only detected.',
    why: 'What nobody wrote down has no identity that could be approved.',
    mend: 'Commit a configuration with `components`.',
  },
  'plan-differs': {
    title: 'The plan that would be carried out is not the one that was approved.',
    why: 'It is made anew just before the deployment, and something in it changed.',
    mend: 'Make a new plan and have it approved: `airlock protect --record`.',
  },
  'plan-expired': {
    title: 'The plan has expired.',
    why: 'A plan holds until the end of the next open window, or a day where there is none.',
    mend: 'Make a new plan and have it approved: `airlock protect --record`.',
  },
  'plan-rejected': {
    title: 'The plan was rejected.',
    why: 'One person said no, and no number of others outvotes that.',
    mend: 'Mend what was objected to, and make a new plan.',
  },
  'tier-changed': {
    title: 'The risk of the whole difference is not what was approved.',
    why: 'What is live or what rides along changed, and the tier decides who approves and when.',
    mend: 'Make a new plan and have it approved: `airlock protect --record`.',
  },
  'clock-skewed': {
    title: 'The clock is behind the ledger.',
    why: 'Windows and expiry hang on the time, and this one is earlier than an entry that is already there.',
    mend: 'Set the clock.',
  },
  'workflow-unexpected': {
    title: 'This is not the workflow that may deploy.',
    why: 'The policy names one under `environments.NAME.workflow`, and whoever may write another could deploy by it.',
    mend: 'Run the workflow that the policy names, or change the policy.',
  },
  'ref-unexpected': {
    title: 'The workflow does not run on the default branch.',
    why: 'On another branch it could say anything, and nobody reviewed it.',
    mend: 'Run the workflow from the default branch.',
  },
  'repository-unexpected': {
    title: 'This is the ledger of another repository.',
    why: 'A repository keeps its number under a new name and after a transfer; a fork or a copy has another.',
    mend: 'Promote from the repository whose ledger it is, or begin a ledger of your own.',
  },
  'environment-missing': {
    title: 'The environment does not exist.',
    why: 'GitHub would create it on first use, without any protection.',
    mend: 'Run `airlock environments apply` with the token of an administrator.',
  },
  'environment-unprotected': {
    title: 'The environment lacks the protections that the policy asks for.',
    why: 'Other branches could use its secrets, or somebody could go past those who are to be asked.',
    mend: 'Run `airlock environments plan` for the difference, and `apply` to set it.',
  },
  'ledger-faulty': {
    title: 'The ledger does not verify.',
    why: 'Nothing is decided on a record that somebody changed.',
    mend: 'Run `airlock verify` for the place, and restore the branch from a clone that still verifies.',
  },
  locked: {
    title: 'Something is under way here.',
    why: 'The open intent is the lock of this bundle and environment.',
    mend: 'Wait for it, go on with it by running its command again, or take it back with `airlock rollback`. Once its lease is over `airlock reconcile` ends it.',
  },
  'live-moved': {
    title: 'Something else is live than was expected.',
    why: 'It was decided for another starting point.',
    mend: 'Look at `airlock live`, and make a new plan.',
  },
  'pair-moved': {
    title: 'Something happened here since the plan was made.',
    why: 'A plan is bound to the last entry about its bundle and environment.',
    mend: 'Make a new plan and have it approved: `airlock protect --record`.',
  },
  'window-closed': {
    title: 'The release window is closed.',
    why: 'The tier says when releases of its kind may start.',
    mend: 'Wait until it opens. A rollback waits for no window.',
  },
  frozen: {
    title: 'There is a freeze.',
    why: 'On these days nothing is released.',
    mend: 'Wait until it ends. A rollback waits for no freeze.',
  },
  held: {
    title: 'The bundle is held here.',
    why: 'After a rollback, or because somebody said so, nothing is promoted until a person releases it.',
    mend: 'When the reason is gone: `airlock release-hold --reason TEXT`.',
  },
  'component-condemned': {
    title: 'It still carries a component that was taken back.',
    why: 'Another merge must not bring back what a rollback took out.',
    mend: 'Revert the component, or clear it with the evidence that now catches it: `airlock clear COMPONENT --evidence TEXT --reason TEXT`.',
  },
  'shared-component': {
    title: 'Another bundle that is live here shares this component.',
    why: 'A path or a pinned value of both would change for both, and the other one was neither judged nor approved.',
    mend: 'Make one plan over all of them: `airlock protect --joint --record`. To take it back from all: `airlock rollback PART --joint`.',
  },
  'commit-missing': {
    title: 'The commit of the candidate is not in this clone.',
    why: 'The bundle is recomputed from git objects before it is deployed.',
    mend: 'Fetch it; in GitHub Actions check out with `fetch-depth: 0`.',
  },
  'commit-unmerged': {
    title: 'The commit of the candidate is not on this branch.',
    why: 'Only what was merged is released.',
    mend: 'Merge it, or name the branch that holds it with `--ref`.',
  },
  'digest-differs': {
    title: 'The bundle is not what was recorded.',
    why: 'Recomputed from its commit it has another digest.',
    mend: 'Record it anew with `airlock candidate`, and find out what changed.',
  },
  'policy-missing': {
    title: 'There is no policy to judge by.',
    why: 'Nobody has said what a release needs.',
    mend: 'Commit a configuration.',
  },
  'policy-stricter': {
    title: 'The policy has grown stricter since this was gated, and it does not pass any more.',
    why: 'A release is judged by the policy of today.',
    mend: 'Run the evidence that is asked for now, and `airlock candidate`.',
  },
  'model-retired': {
    title: 'A model that it names is past its last day.',
    why: 'Requests to it fail.',
    mend: 'Move to the successor.',
  },
  'no-target': {
    title: 'There is no version to return to.',
    why: 'Nothing that served here is left that was not taken back.',
    mend: 'Fix forward, or fall back to what the policy names under `fallback`.',
  },
  'fallback-missing': {
    title: 'A first release needs a fallback.',
    why: 'There is no version to return to, so something else must carry the load.',
    mend: 'Name it under `environments.NAME.fallback`: a flag, the system before, a kill switch.',
  },
  'not-replaceable': {
    title: 'The policy does not let a machine replace this.',
    why: 'What comes to serve without a pull request is only what `replaceable` names.',
    mend: 'Name it under `replaceable` on the default branch, or open a pull request.',
  },
  'live-composed': {
    title: 'What is live takes its parts from several commits.',
    why: 'There is no commit to put a replacement on.',
    mend: 'Release a version of one commit first.',
  },
  'target-not-restorable': {
    title: 'What would be returned to could not be served now.',
    why: 'Its image, index or weights are gone.',
    mend: 'Make it restorable, or name another version with `--to`: `next` is the one before.',
  },
  'payload-differs': {
    title: 'Behind a pointer lies something else than it says.',
    why: 'What git points to was replaced or damaged where it is kept, so this version cannot be served as it was.',
    mend: 'Put the content with that digest back where it is kept, or return to another version: `next` is the one before.',
  },
  'payload-unreached': {
    title: 'What git only points to could not be fetched.',
    why: 'Nobody can say whether it is still there. The tool is not installed, the server did not answer, or the content is gone.',
    mend: 'Install `git-lfs` or `dvc` where this runs and let it log in; or leave the pointers as they are: `--pointers`.',
  },
  'target-not-exercised': {
    title: 'The way back was not tried for too long.',
    why: 'A rollback that was never exercised is a hope.',
    mend: 'Hold a drill where no customers are: `airlock drill --environment NAME`.',
  },
  'rollback-plan-missing': {
    title: 'The bundle has no rollback plan that can be read.',
    why: 'At this tier somebody must have said beforehand what is taken back at which sign, by whom, and what is made good.',
    mend: 'Add a component of kind `rollback-plan` whose file has `responses`, and record the candidate again.',
  },
  'combination-never-gated': {
    title: 'This combination never passed its gates here.',
    why: 'Parts of two versions make a third one, and nobody is the first to try it at night.',
    mend: 'Roll back the whole bundle, or to one of the versions in the message.',
  },
  'scope-unchanged': {
    title: 'No earlier version differs in this part.',
    why: 'Taking it back would change nothing.',
    mend: 'Roll back the whole bundle: `airlock rollback bundle`.',
  },
  'rollout-unavailable': {
    title: 'The tier asks for a rollout in steps, which this version cannot do.',
    why: 'Only `direct` is carried out.',
    mend: 'Set `rollout: direct` for the tier, or make the plan say so: `airlock protect --direct REASON --record`.',
  },
  'no-deployer': {
    title: 'Nothing says how to deploy here.',
    why: 'The policy names a command or a file for each environment.',
    mend: 'Set `environments.NAME.deploy`, and run the command again: it goes on from here.',
  },
  'deploy-failed': {
    title: 'The deployment failed.',
    why: 'What serves now is not known, so the intent stays open.',
    mend: 'Run the command again: it goes on from here. Or take it back with `airlock rollback`.',
  },
  'fence-refused': {
    title: 'A newer order was carried out already.',
    why: 'Somebody took over; an older deployment must not undo theirs.',
    mend: 'Look at `airlock live`.',
  },
  'served-differs': {
    title: 'Something else is served than what was approved.',
    why: 'The deployment reports another digest.',
    mend: 'Take it back with `airlock rollback`, and find out why.',
  },
  'served-unknown': {
    title: 'Nobody can tell what serves, and there is no version to return to.',
    why: 'A first release that was begun and never ended is neither done nor taken back on a guess.',
    mend: 'Run `airlock promote` with its plan again, or end it with `airlock promote --abort REASON`; a probe that reports `served` lets the next run tell.',
  },
  overtaken: {
    title: 'Somebody took over.',
    why: 'A rollback closes the promotion that is under way.',
    mend: 'Look at `airlock live`.',
  },
  'nothing-open': {
    title: 'Nothing is under way here.',
    why: 'Only an open intent can be ended.',
    mend: 'Look at `airlock live`.',
  },
  'drill-in-production': {
    title: 'A drill is not held where customers are.',
    why: 'It serves another version for a while, to see that it can.',
    mend: 'Name another environment with `--environment`, one that has released at least twice.',
  },
  'drill-failed': {
    title: 'The version to return to could not be served.',
    why: 'That is what a drill is for. What was live serves again.',
    mend: 'Mend the way back, and hold the drill again.',
  },
  'abort-by-rollback': {
    title: 'Something is live here, and it may not serve any more.',
    why: 'Ending the promotion alone would leave in place whatever it deployed.',
    mend: 'Run `airlock rollback`: it brings back what was live.',
  },
  'already-held': {
    title: 'It is held already, for this reason.',
    why: 'One hold is enough.',
    mend: 'Nothing to do.',
  },
  'no-such-hold': {
    title: 'There is no such hold, or several.',
    why: 'Each hold is released by itself.',
    mend: 'Name it with `--hold N`; `airlock live` lists them.',
  },
  'no-such-scores': {
    title: 'The ledger keeps no such results of this bundle.',
    why: 'Results are named by evidence and version, or by the digest under which they are kept.',
    mend: 'Choose one of those in the message; `airlock log` has the others.',
  },
  'not-condemned': {
    title: 'No such component is condemned, or several.',
    why: 'Each is cleared by itself.',
    mend: 'Name it, with the beginning of its digest; `airlock live` lists them.',
  },
  'no-such-item': {
    title: 'No such item is to be made good here.',
    why: 'Items are those of the worklists that rollbacks wrote; where several have it open, say which with `--of`.',
    mend: 'Choose one of the items in the message.',
  },
};
