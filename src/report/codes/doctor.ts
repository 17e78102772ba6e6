import type { DoctorCode } from '../../doctor/finding.ts';
import type { CodeText } from './catalog.ts';

/** What is missing or weak for the promises that are made, and the mend. */
export const DOCTOR: Readonly<Record<DoctorCode, CodeText>> = {
  'gate-missing': {
    title: 'No workflow runs the gate.',
    why: 'Without it nothing is measured before a merge.',
    mend: 'Run `airlock init` and commit `.github/workflows/airlock-gate.yml`.',
  },
  'gate-not-on-pull-requests': {
    title: 'The gate does not run on pull requests.',
    why: 'A verdict after the merge stops nothing.',
    mend: 'Add `pull_request:` and `merge_group:` under `on:`.',
  },
  'gate-not-required': {
    title: 'The check of the gate is not required.',
    why: 'A pull request can be merged while it is red, or before it has run.',
    mend: 'Add the check that the message names to the required status checks of a ruleset for the default branch.',
  },
  'gate-not-in-queue': {
    title: 'There is a merge queue, and the gate does not run in it.',
    why: 'The queue waits for a check that never comes, or merges what nobody measured together.',
    mend: 'Add `merge_group:` under `on:`.',
  },
  'gate-skippable': {
    title: 'The job of the gate can be skipped.',
    why: 'A skipped job counts as passed, and a workflow that is filtered away leaves its check waiting for ever.',
    mend: 'Give the required job `if: always()` and no other condition, and take path, branch and type filters off its trigger.',
  },
  'gate-ignorable': {
    title: 'The gate may fail without a red check.',
    why: 'A step or job that continues on error, or that never fails, blocks nothing whatever it finds.',
    mend: 'Take `continue-on-error`, `fail-on: never` or the condition away; to try it out, `stage: observe` says so in the report.',
  },
  'observe-only': {
    title: 'The stage is `observe`.',
    why: 'Reports say what would have been blocked, and block nothing.',
    mend: 'Set `stage: enforce` once the evals run on pull requests.',
  },
  'pull-request-target': {
    title: 'A workflow runs on `pull_request_target`.',
    why: 'It runs with the secrets of the repository for pull requests of strangers; one checkout of their code gives all away.',
    mend: 'Use `pull_request` for what runs their code and `workflow_run` without a checkout for what writes.',
  },
  'untrusted-checkout': {
    title: 'A workflow with secrets checks out the code of a pull request.',
    why: "Whoever opens the pull request then runs with the repository's token.",
    mend: 'Take the checkout away, or move the job to a workflow on `pull_request`.',
  },
  'action-unpinned': {
    title: 'An action is not pinned to a commit.',
    why: 'Who can move its tag or branch can change what runs here, secrets included.',
    mend: 'Write the commit behind the tag, and the tag as a comment: `uses: owner/name@COMMIT # v1.2.3`.',
  },
  'action-pinned-to-zeros': {
    title: 'An action is pinned to a commit that cannot exist.',
    why: 'The workflow was copied from the repository of Airlock, where our own commit is not filled in.',
    mend: 'Let `airlock init` write the workflow, or put the commit of a release there.',
  },
  'permissions-wide': {
    title: 'A token may do more than its job needs.',
    why: 'What a hijacked step can do is what its token may.',
    mend: 'Take the scope away, or move what needs it into a job of its own that runs after the merge.',
  },
  'permissions-not-stated': {
    title: 'A workflow does not say what its token may do.',
    why: "It then may what the repository's setting says, and that may be to write everything.",
    mend: 'Write `permissions: {}` at the top, and in each job what it needs.',
  },
  'credentials-persisted': {
    title: 'A checkout leaves its token on the disk.',
    why: 'Every later step of the job, evals included, can read it.',
    mend: 'Add `persist-credentials: false` under `with:`.',
  },
  'expression-in-command': {
    title: 'A command has an expression in it that others can write.',
    why: 'The runner puts the value into the command before the shell reads it: a branch name becomes code.',
    mend: 'Hand it over as an environment variable under `env:` and use `"$NAME"` in the command.',
  },
  'runner-too-old': {
    title: 'A runner is too old for actions of Node 24.',
    why: 'A runner before 2.327.1 cannot start them, and images that GitHub has retired never start at all.',
    mend: 'Use `ubuntu-24.04`, or update the runner.',
  },
  'no-configuration': {
    title: 'There is no configuration.',
    why: 'Components are guessed and nothing can block.',
    mend: 'Run `airlock init` and commit what it writes.',
  },
  'configuration-broken': {
    title: 'The configuration cannot be read.',
    why: 'Every run of the gate ends with an error until it is mended.',
    mend: 'Run `airlock version`, which says what is expected at that place.',
  },
  'policy-without-owners': {
    title: 'Nobody owns the policy.',
    why: 'Whoever may merge may change the gate; a change is seen and classified, and nobody has to agree.',
    mend: 'Add a line to `.github/CODEOWNERS`: the path, and who must agree.',
  },
  'owners-not-asked': {
    title: 'The review of code owners is not required.',
    why: 'Owners are asked for a review, and the merge does not wait for it.',
    mend: 'Turn on "Require review from Code Owners" in a ruleset for the default branch.',
  },
  'gate-without-criteria': {
    title: 'A gate has no criteria.',
    why: 'It is shown as not required, and what it is for is measured by nobody.',
    mend: 'Add a criterion for it under `gates:`, with evidence that has such a metric.',
  },
  'evidence-demo-size': {
    title: 'The results are of the size of a demo.',
    why: 'Fewer than 50 items can rule out only losses that everybody would see anyway.',
    mend: 'Add cases to the suite: with 100 a loss of 11 points can be ruled out, with 400 one of 5.',
  },
  'no-rollback-plan': {
    title: 'The bundle has no rollback plan.',
    why: 'At two in the morning somebody will have to invent one.',
    mend: 'Write one, such as docs/rollback.md, and add a component of kind `rollback-plan` that has it.',
  },
  'drill-too-old': {
    title: 'The way back was not taken for a long time.',
    why: 'A rollback that nobody has exercised is a hope. 180 days, unless the environment says `drilled-within`.',
    mend: 'Run `airlock drill --environment NAME` where no customers are, on a schedule.',
  },
  'pack-expires': {
    title: 'An evidence pack is deleted within 30 days.',
    why: 'Artifacts live 90 days unless set otherwise; what an auditor asks for is older.',
    mend: 'Keep it elsewhere now: `gh run download --name PACK`, then a release asset or your own store.',
  },
  'environment-missing': {
    title: 'A workflow names an environment that does not exist.',
    why: 'GitHub creates it at the first run, without any protection.',
    mend: 'Create it in the settings, with reviewers and the default branch alone.',
  },
  'environment-unprotected': {
    title: 'An environment has no protection.',
    why: 'Any workflow on any branch can deploy to it and read its secrets.',
    mend: 'Limit it to the default branch, and ask for reviewers there or on an environment NAME-approval before it.',
  },
  'environment-any-branch': {
    title: 'Any branch may deploy to an environment.',
    why: 'A workflow that was changed on a branch gets its secrets.',
    mend: 'Limit its deployment branches to the default branch.',
  },
  'environment-without-reviewers': {
    title: 'Nobody has to approve a deployment.',
    why: 'Neither the environment nor one called NAME-approval has reviewers.',
    mend: 'Add required reviewers to NAME-approval; plans without them approve by comment.',
  },
  'environment-self-review': {
    title: 'Whoever starts a deployment may approve it.',
    why: 'An approval of oneself is none.',
    mend: 'Turn on "Prevent self-review" on the environment.',
  },
  'environment-admin-bypass': {
    title: 'Administrators may pass the protection of an environment.',
    why: 'The deployment then goes out without the approval that everybody believes in.',
    mend: 'Turn off "Allow administrators to bypass configured protection rules" on the environment.',
  },
  'workflow-unreadable': {
    title: 'A workflow could not be read.',
    why: 'It is no YAML, or too large or too deep for a reader that takes files of strangers.',
    mend: 'Correct it; GitHub does not run it either where it is no YAML.',
  },
  'results-not-there': {
    title: 'The size of a suite could not be told.',
    why: 'Its results are neither committed nor in the work tree.',
    mend: 'Run its command first, or commit results.',
  },
  'rules-not-told': {
    title: 'Whether the gate is required could not be told.',
    why: 'It takes a token that may read the repository.',
    mend: 'Set `GITHUB_TOKEN`, and name the repository with `--repository OWNER/NAME`.',
  },
  'owners-review-not-told': {
    title: 'Whether the review of code owners is required could not be told.',
    why: 'It is not asked for by a ruleset, and a classic branch protection shows it to administrators alone.',
    mend: 'Use a ruleset, or a token with `administration: read`.',
  },
  'environments-not-told': {
    title: 'The protection of environments could not be told.',
    why: 'In a private repository it takes `actions: read`.',
    mend: 'Give the token `actions: read`.',
  },
  'admin-bypass-not-told': {
    title: 'Whether administrators may pass an environment could not be told.',
    why: 'This server does not say it.',
    mend: 'Look at the settings of the environment.',
  },
  'runners-not-told': {
    title: 'The versions of self-hosted runners could not be told.',
    why: 'They are shown to administrators alone.',
    mend: 'Use a token with `administration: read`, or look at the runner: it must be 2.327.1 or later.',
  },
  'packs-not-told': {
    title: 'Whether evidence packs end soon could not be told.',
    why: 'It takes `actions: read` in a private repository, and is not looked for in more than a thousand artifacts.',
    mend: 'Give the token `actions: read`.',
  },
};
