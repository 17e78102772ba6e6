#!/usr/bin/env bash
# Says what came of it all; everything but `done` fails the job.
set -euo pipefail

outcome=open
if [ "$BEGUN" = 'done' ] || [ "$SETTLED" = 'done' ]; then
  outcome='done'
elif [ "$RESTORED" = 'done' ]; then
  outcome=taken-back
elif [ "$BEGUN" = 'refused' ]; then
  outcome=refused
fi
{
  echo "outcome=$outcome"
  echo "code=$CODE"
} >>"$GITHUB_OUTPUT"
if [ "$outcome" != 'done' ]; then exit 1; fi
