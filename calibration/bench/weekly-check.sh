#!/usr/bin/env bash
# Whether a robot is still what the calibration in force says; nothing in force is changed. Arguments go to each command.
#   weekly-check.sh --device mqtt://localhost/arm1
set -euo pipefail
# this folder's own product; another one by TRAMMEL
trammel=${TRAMMEL:-$(dirname "$0")/../../trammel}
for question in preflight verify; do
  echo "== $question"
  "$trammel" calibrate "$question" "$@"
done
