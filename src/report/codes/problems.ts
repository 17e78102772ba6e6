import type { ProblemCode } from '../../problem.ts';
import type { CodeText } from './catalog.ts';

/** What stopped the work, and how to go on. */
export const PROBLEMS: Readonly<Record<ProblemCode, CodeText>> = {
  'unknown-command': {
    title: 'There is no such command.',
    why: 'The first word after `airlock` names the command.',
    mend: 'Run `airlock --help` for the commands that exist.',
  },
  'unknown-option': {
    title: 'The command has no such option.',
    why: 'A misspelt option that was ignored would change what is checked without a word.',
    mend: 'Run `airlock COMMAND --help` for its options.',
  },
  'option-without-value': {
    title: 'The option needs a value.',
    why: 'The next word is missing or begins with a dash.',
    mend: 'Write the value behind the option, or `--option=value`.',
  },
  'option-missing': {
    title: 'A required option is missing.',
    why: 'A comparison has two sides; guessing one of them would compare with the wrong thing.',
    mend: 'Add the option named in the message.',
  },
  'option-bad-value': {
    title: 'The value of an option or input cannot be used.',
    why: 'It is not one of the values that the option takes.',
    mend: 'Use a value of the kind named in the message.',
  },
  'too-many-arguments': {
    title: 'There are more arguments than the command takes.',
    why: 'An argument that is not used is more often a mistake than not.',
    mend: 'Quote values with spaces, and run `airlock COMMAND --help`.',
  },
  'unknown-code': {
    title: 'There is no such reason code.',
    why: 'Codes are stable and listed in docs/codes.md.',
    mend: 'Check the spelling, or look the code up in docs/codes.md.',
  },
  'unknown-evidence': {
    title: 'No policy names this evidence.',
    why: 'Results under a name that nothing asks for would be read and never judged.',
    mend: 'Use a name from `evidence:` in the configuration, or add it there.',
  },
  'unknown-bundle': {
    title: 'No bundle has this name.',
    why: '`--bundle` picks one of the bundles that the configuration names.',
    mend: 'Use one of the names in the message.',
  },
  'file-missing': {
    title: 'A file that is named is not there.',
    why: 'Paths on the command line are relative to the current folder.',
    mend: 'Check the path.',
  },
  'file-unwritable': {
    title: 'The output file cannot be written.',
    why: 'The folder does not exist or may not be written to.',
    mend: 'Choose another `--out`.',
  },
  'not-a-repository': {
    title: 'This is not a git repository.',
    why: 'Bundles are read from git objects, so there must be a repository.',
    mend: 'Run it inside a repository, or name one with `--repo DIR`.',
  },
  'no-commits': {
    title: 'The repository has no commits.',
    why: 'A bundle is described at a commit.',
    mend: 'Commit something first.',
  },
  'unknown-ref': {
    title: 'There is no such branch, tag or commit here.',
    why: 'A shallow clone holds only part of the history, and a remote branch exists only after it was fetched.',
    mend: 'Check the name, or fetch it: `git fetch origin REF`; in GitHub Actions set `fetch-depth: 0`.',
  },
  'git-missing': {
    title: 'git could not be started.',
    why: 'Everything is read through git.',
    mend: 'Install git 2.30 or later and put it on PATH.',
  },
  'git-failed': {
    title: 'git did not answer.',
    why: 'The repository may be damaged or locked, or git may be too old.',
    mend: 'Run the command named in the message by hand to see the whole error; `git fsck` checks a repository.',
  },
  'git-object-missing': {
    title: 'The clone lacks an object that a commit names.',
    why: 'Shallow and partial clones leave objects out.',
    mend: 'Fetch them: `git fetch --unshallow`, or check out with `fetch-depth: 0` and without a filter.',
  },
  'base-unknown': {
    title: 'The base of this run could not be told.',
    why: 'A change is only a change against something, and the wrong base would show the wrong change.',
    mend: "Check out with `fetch-depth: 2` or more, so that the merge commit's first parent is there.",
  },
  'component-symlink': {
    title: 'A component contains a symbolic link.',
    why: 'What it points to is not part of its own content, so the digest would not cover it.',
    mend: 'Point the component at the real file, or set `links: record` to take the link text itself.',
  },
  'component-submodule': {
    title: 'A component contains a submodule.',
    why: 'Its content lives in another repository, so the digest would not cover it.',
    mend: 'Leave it out of the component, or set `links: record` to take the commit it is pinned to.',
  },
  'path-not-utf8': {
    title: 'A path in a component is not UTF-8.',
    why: 'Such a path has no one spelling, so two machines could disagree on the digest.',
    mend: 'Rename the file.',
  },
  'path-collision': {
    title: 'Two paths differ only in case or Unicode form.',
    why: 'On many machines they are one file, and nobody can say which of the two was tested.',
    mend: 'Rename one of them.',
  },
  'config-not-found': {
    title: 'The configuration file is in neither commit.',
    why: '`--config` names a path inside the commits, or a file outside the repository.',
    mend: 'Check the path; it is read from git, so commit it first.',
  },
  'config-not-a-file': {
    title: 'The configuration is not a regular file.',
    why: 'A symbolic link or submodule could put another policy in force without a change in sight.',
    mend: 'Commit the configuration as a plain file.',
  },
  'config-twice': {
    title: 'The same configuration exists as .yml and as .yaml.',
    why: 'Only one of them could be in force.',
    mend: 'Delete one of the two.',
  },
  'config-same-bundle': {
    title: 'Two files configure a bundle of the same name.',
    why: 'Tags, versions and reports go by the name.',
    mend: 'Give one of them another `bundle:`.',
  },
  'config-several-documents': {
    title: 'The file holds more than one YAML document.',
    why: 'What stands behind a `---` would be ignored by some readers and used by others.',
    mend: 'Use one file for each bundle, under .github/airlock/.',
  },
  'config-not-a-map': {
    title: 'The file is not a map of settings.',
    why: 'The top level must be `key: value` lines.',
    mend: 'See docs/configuration.md for a complete example.',
  },
  'config-unknown-key': {
    title: 'There is no such setting.',
    why: 'A misspelt setting that was ignored would leave a gate open.',
    mend: 'Correct the spelling or delete the key.',
  },
  'config-missing-key': {
    title: 'A required setting is missing.',
    why: 'There is no safe default for it.',
    mend: 'Add the key named in the message.',
  },
  'config-wrong-value': {
    title: 'The value of a setting cannot be used.',
    why: 'It is not of the kind that the setting takes.',
    mend: 'Use a value as the message describes it.',
  },
  'config-bad-name': {
    title: 'This is not a name that can be used.',
    why: 'Names of bundles, components and gates become tags, file names and codes.',
    mend: 'Use lower-case letters, digits and dashes, beginning with a letter, at most 63.',
  },
  'config-undefined': {
    title: 'Something is named that is not defined.',
    why: 'A window, rollout, role, gate or piece of evidence that does not exist would silently never apply.',
    mend: 'Define it, or use one of the names in the message.',
  },
  'config-gate-name': {
    title: 'A gate of your own is named almost like a built-in one.',
    why: 'A slip in the name would make a second gate, and the built-in one would have no criteria.',
    mend: 'Use the built-in name, or one that is less like it.',
  },
  'config-no-rule': {
    title: 'A criterion has no rule.',
    why: 'It says what to look at and not what would be wrong.',
    mend: 'Add `min`, `max`, `margin` or `never`.',
  },
  'config-weights': {
    title: 'This figure cannot be weighted.',
    why: 'Production weighs means, and their differences; a quantile or a ratio of all is not made of those of its slices.',
    mend: 'Leave `weights` out, or weigh a mean against `min`, `max` or a `margin` that is a number or `auto`.',
  },
  'config-confirm': {
    title: 'This criterion cannot have a confirm step.',
    why: 'Repeats of the items that were lost are held against a margin on what is passed or failed, item by item, and come in evidence of their own.',
    mend: 'Give a `margin` on a mean of paired results without `cluster`, `max` where the margin is a percentage, and evidence that no criterion judges.',
  },
  'yaml-syntax': {
    title: 'This is not valid YAML.',
    why: 'The file could not be read at this place.',
    mend: 'Mend the line; an editor with the JSON Schema in schema/ shows such errors while typing.',
  },
  'yaml-too-deep': {
    title: 'The YAML nests too deep.',
    why: 'Nesting is bounded before anything parses it, because deep nesting can crash a parser.',
    mend: 'Nest less.',
  },
  'yaml-too-long': {
    title: 'The YAML has too many parts.',
    why: 'Size is bounded before anything parses it.',
    mend: 'Split the file, one bundle each.',
  },
  'yaml-not-plain': {
    title: 'Anchors, aliases, tags, directives and merge keys are not used in configuration.',
    why: 'They make a text mean something else than it shows.',
    mend: 'Write the value out. Values shared by several bundles go into .github/airlock/_defaults.yml.',
  },
  'yaml-duplicate-key': {
    title: 'A key occurs twice.',
    why: 'Readers disagree on which of the two counts.',
    mend: 'Delete one of them.',
  },
  'yaml-key-not-text': {
    title: 'A key is not text.',
    why: 'Settings have names.',
    mend: 'Write the key as text.',
  },
  'not-utf8': {
    title: 'The file is not UTF-8.',
    why: 'Another encoding would be read differently on different machines.',
    mend: 'Save the file as UTF-8.',
  },
  'file-too-large': {
    title: 'The file is too large.',
    why: 'Configuration is bounded at 256 KiB.',
    mend: 'Split the file, one bundle each.',
  },
  'drift-baseline-missing': {
    title: 'Nothing was recorded of the traffic.',
    why: 'No component of kind `drift-baseline` holds what traffic looked like at this commit.',
    mend: 'Record traffic with `airlock baseline record`, name the file under such a component, and release it.',
  },
  'evidence-empty': {
    title: 'The results file is empty.',
    why: 'Nothing was measured, and nothing measured never passes.',
    mend: 'Run the evals again; look at their log.',
  },
  'evidence-unknown-format': {
    title: 'The results file is of no known format.',
    why: 'Reading it by guess could turn errors into answers.',
    mend: 'Write rows with an `id` column as CSV, JSONL or JSON, or name the columns under `columns:`. docs/evidence.md lists the formats.',
  },
  'evidence-wrong-format': {
    title: 'The results file is of another format than the configuration says.',
    why: 'Reading it by the wrong rules would give wrong figures.',
    mend: 'Correct `format:`, or the path.',
  },
  'evidence-ambiguous-format': {
    title: 'The results file could be of two formats.',
    why: 'The two read the same rows differently, and a guess could be the wrong one.',
    mend: 'Say which it is with `format:` in the configuration, or `--as` on the command line.',
  },
  'evidence-syntax': {
    title: 'The results file could not be read at this place.',
    why: 'A row that is skipped would change the figures without a word.',
    mend: 'Write the file again; look at the line in the message.',
  },
  'evidence-truncated': {
    title: 'The results file ends in the middle.',
    why: 'A run that was cut short is not a small run: what is missing may be what failed.',
    mend: 'Run the evals to their end, or upload the file again.',
  },
  'evidence-not-utf8': {
    title: 'The results file is not UTF-8.',
    why: 'Ids in another encoding could not be matched.',
    mend: 'Write the file as UTF-8.',
  },
  'evidence-too-large': {
    title: 'The results document is too large.',
    why: 'A JSON or XML document is held whole and so is bounded at 256 MB.',
    mend: 'Write JSONL or CSV, which have no limit.',
  },
  'evidence-row-too-large': {
    title: 'A row of the results is too large.',
    why: 'A row is bounded at 16 MB, so that memory is bounded.',
    mend: 'Leave model outputs out of the results file; item ids and scores are enough.',
  },
  'evidence-too-deep': {
    title: 'The results nest too deep.',
    why: 'Nesting is bounded, because deep nesting can crash a parser.',
    mend: 'Write flat rows.',
  },
  'evidence-no-item': {
    title: 'A row does not say which item it belongs to.',
    why: 'Positions are not identities: without an item, two runs cannot be paired.',
    mend: 'Add an `id` column, or name the column that holds it: `columns: { id: case }`.',
  },
  'pack-unreadable': {
    title: 'This is no evidence pack.',
    why: 'A pack is a zip in one fixed form. Anything else could be read in two ways, or unpack to somewhere else.',
    mend: 'Get the pack again, as it was written; a pack that was unpacked and zipped anew is another file.',
  },
  'pack-too-large': {
    title: 'The evidence pack is larger than a pack may be.',
    why: 'Small files can unpack to very large ones. Nothing is unpacked beyond the bounds.',
    mend: 'Keep raw results outside: leave `privacy: ids`, and give them with `--raw DIR`.',
  },
  'pack-provisional': {
    title: 'A bundle without a configuration is not packed.',
    why: 'Its components were guessed. A provisional digest is for looking, not for keeping.',
    mend: 'Add .github/airlock.yml. See docs/configuration.md.',
  },
  'pack-several-bundles': {
    title: 'A pack is about one bundle.',
    why: 'Each bundle has its own policy, evidence and decision.',
    mend: 'Name one with `--bundle NAME`.',
  },
  'pack-record-wrong': {
    title: 'This record cannot be added to the pack.',
    why: 'A record has a fixed shape and is about the bundle of the pack.',
    mend: 'See docs/pack.md for what a record holds.',
  },
  'attestation-unreadable': {
    title: 'The attestation or the trusted root cannot be read.',
    why: 'An attestation is a Sigstore bundle, or one a line; a trusted root is what `gh attestation trusted-root` writes.',
    mend: 'Get both again, with `gh attestation download` and `gh attestation trusted-root`.',
  },
  'event-unsupported': {
    title: 'The action does not run on this event.',
    why: 'It needs a pull request, a merge group, a push or a dispatch to know what changed.',
    mend: 'Use `on: pull_request` and `on: merge_group`.',
  },
  'event-unreadable': {
    title: 'The event of this run could not be read.',
    why: 'GITHUB_EVENT_PATH is missing or not what GitHub writes.',
    mend: 'Run the action inside GitHub Actions; on a laptop use `airlock check`.',
  },
  'api-failed': {
    title: 'The GitHub API did not answer.',
    why: 'The service or the network failed; nothing was written twice.',
    mend: 'Run the job again.',
  },
  'input-removed': {
    title: 'An input of the action was removed or renamed.',
    why: 'An input that is ignored would change what is checked without a word.',
    mend: 'Use the input named in the message.',
  },
  'artifacts-unsupported': {
    title: 'This server keeps no artifacts for the action.',
    why: 'An Enterprise Server has no artifact service that the current client speaks to, so shards cannot be put together.',
    mend: 'Let `airlock init` write the workflows of this server, whose evals run in one job.',
  },
  'results-too-long': {
    title: 'The results are too long to be handed to the next job.',
    why: 'Without artifacts they go as an output, of which a process takes 128 KB: a few thousand items.',
    mend: 'Make the suites of pull requests smaller, or run the evals as steps in front of the gate, in its own job.',
  },
  'pack-store-failed': {
    title: 'The evidence pack could not be kept.',
    why: 'Policy asks for packs that outlive their run, and this one was not read back as it was written. Nothing was recorded.',
    mend: 'Look at the store that `packs` names and at the rights of the token (`contents: write` for releases), and run it again.',
  },
  'shards-overlap': {
    title: 'An item stands in more than one shard.',
    why: 'Counted twice it would be more evidence than there is.',
    mend: 'Split by `AIRLOCK_SHARD` and `AIRLOCK_SHARDS` so that each item falls into one shard.',
  },
  'run-not-reportable': {
    title: 'The run is not one that this report is for.',
    why: 'Only a finished run of the gate on an open pull request of this repository, at its newest commit, is reported.',
    mend: 'Nothing, if the pull request has moved on; else look at `workflow` and at the event.',
  },
  'handover-unreadable': {
    title: 'What the gate handed over cannot be believed.',
    why: 'It comes from a run that strangers can change; whatever is not exactly as the gate writes it is refused.',
    mend: 'Run the gate again.',
  },
  'repository-too-large': {
    title: 'The repository is too large to be read through the API.',
    why: 'GitHub cuts the list of files off, and a bundle of which files are missing would have another digest.',
    mend: 'Read the report in the summary of the gate itself.',
  },
  'ledger-missing': {
    title: 'There is no ledger here.',
    why: 'Nothing was recorded yet, or the branch `airlock-ledger` was not fetched. A missing ledger is not an empty one.',
    mend: 'Fetch it: `git fetch origin airlock-ledger`. To begin one: `airlock adopt` or `airlock candidate`.',
  },
  'ledger-unreadable': {
    title: 'The ledger holds what this version cannot read.',
    why: 'It was written by a later version, or it was damaged.',
    mend: 'Run `airlock verify`, with the newest version of Airlock.',
  },
  'ledger-rewound': {
    title: 'The ledger was wound back.',
    why: 'A clone, a report or a deployment remembers entries that are no longer there.',
    mend: 'Restore the branch `airlock-ledger` from a clone that still has them, and forbid force-pushes to it.',
  },
  'ledger-contended': {
    title: 'Others kept writing to the ledger first.',
    why: 'A write only counts on top of what was read; this one was overtaken every time.',
    mend: 'Run the command again.',
  },
  'ledger-remote': {
    title: 'The repository that holds the ledger did not answer.',
    why: 'The ledger lives on a branch there; the local copy may be behind.',
    mend: 'Check the connection and the rights of the token, or name another with `--ledger`.',
  },
  'registry-unnamed': {
    title: 'No model registry is named.',
    why: 'Where a token is sent is never decided by a file of the repository.',
    mend: 'Set `MLFLOW_TRACKING_URI` to an http or https address; with a token, `MLFLOW_TRACKING_TOKEN`.',
  },
  'registry-failed': {
    title: 'The model registry did not answer as it should.',
    why: 'Whether the last call took effect is not known. The ledger and what is served do not depend on it.',
    mend: 'Run the command again: it reads first, and goes on where it was cut off.',
  },
  'pin-unknown': {
    title: 'The commit to pin our actions to is not known.',
    why: 'This copy of Airlock is no release, and a workflow pinned to zeros would never start.',
    mend: 'Name the commit of a release: `airlock init --pin COMMIT`.',
  },
  'no-work-tree': {
    title: 'The repository has no work tree.',
    why: 'Files are written beside a commit, and a bare repository has no place for them.',
    mend: 'Run it in a clone.',
  },
  fault: {
    title: 'This is a fault of Airlock.',
    why: 'Something happened that should not be possible.',
    mend: 'Please report it with the output of AIRLOCK_DEBUG=1.',
  },
};
