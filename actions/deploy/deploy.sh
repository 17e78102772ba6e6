#!/usr/bin/env bash
# Carries out one order by the team's own command. Everything it is told comes in the environment; nothing is put into a
# command line. What it prints last is its report, which is believed only as far as it names the digest that was ordered.
set -euo pipefail

printed="$(mktemp)"
trap 'rm -f -- "$printed"' EXIT

# The last line with something on it.
report() {
  local line
  line="$(tr -d '\r' <"$printed" | sed '/^[[:space:]]*$/d' | tail -n 1 | cut -c 1-2000)"
  printf 'report=%s\n' "${line:-{\}}" >>"$GITHUB_OUTPUT"
}

failed() {
  echo "::error title=airlock::$1 ended with $2."
  printf 'report={"failed":%d}\n' "$2" >>"$GITHUB_OUTPUT"
  exit 0 # what is to be done about it is the next step's to say
}

code=0
AIRLOCK_ACTION=deploy bash -euo pipefail -c "$AIRLOCK_RUN" | tee "$printed" || code=$?
[ "$code" = 0 ] || failed 'The deployment' "$code"

if [ -n "$AIRLOCK_PROBE" ]; then
  AIRLOCK_ACTION=probe bash -euo pipefail -c "$AIRLOCK_PROBE" | tee "$printed" || code=$?
  [ "$code" = 0 ] || failed 'The probe' "$code"
fi
report
