#!/usr/bin/env bash
# Whether a robot is still what the calibration in force says; no calibration is changed. Arguments go to each command.
#   weekly-check.sh --device mqtt://localhost/arm1
set -euo pipefail
trammel=${TRAMMEL:-trammel}
for question in preflight verify; do
  echo "== $question"
  "$trammel" calibrate "$question" "$@"
done
