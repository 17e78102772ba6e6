#!/usr/bin/env bash
# Runs one shard of a team's evals. Everything it is told comes in the environment; nothing is put into a command line.
# Only a failure that is not the evals' own (exit 75, "temporary failure") is tried again: a bad answer must not be
# re-rolled until it is a good one. A run that is cut short, or leaves no results, is told as such and proves nothing.
set -euo pipefail

outcome() { echo "outcome=$1" >>"${AIRLOCK_OUTCOME:-$GITHUB_OUTPUT}"; }

if [ -n "$AIRLOCK_COMMIT" ] && [ "$(git rev-parse HEAD)" != "$AIRLOCK_COMMIT" ]; then
  git checkout --quiet --detach "$AIRLOCK_COMMIT" || {
    echo "::error title=airlock::The commit $AIRLOCK_COMMIT is not in this checkout: give actions/checkout its \`ref\`, or more depth."
    exit 1
  }
fi
rm -f -- "$AIRLOCK_PATH"

cap=()
if command -v timeout >/dev/null; then cap=(timeout --kill-after=30s "${AIRLOCK_MINUTES}m"); fi

code=0
for ((attempt = 0; attempt <= AIRLOCK_RETRIES; attempt += 1)); do
  if ((attempt > 0)); then sleep "$((attempt * 5))"; fi
  code=0
  ${cap[@]+"${cap[@]}"} bash -euo pipefail -c "$AIRLOCK_RUN" || code=$?
  [ "$code" = 75 ] || break
  echo "::notice title=airlock::A temporary failure (exit 75), attempt $((attempt + 1)) of $((AIRLOCK_RETRIES + 1))."
done

if [ "$code" = 124 ] || [ "$code" = 137 ]; then
  echo "::warning title=airlock::The evals were ended after $AIRLOCK_MINUTES minutes; their criteria are unmeasured."
  outcome cut
elif [ ! -f "$AIRLOCK_PATH" ]; then
  echo "::error title=airlock::The evals ended with $code and left no results at the path of the evidence."
  outcome failed
else
  # Many eval tools end with an error where an answer is wrong: the file says more than the exit code.
  outcome 'done'
fi
