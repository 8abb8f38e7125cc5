#!/usr/bin/env bash
# Everything that a new robot on the bench is asked, in the order that is safe; ends at the first
# thing that fails. Arguments go to each command.
#   first-afternoon.sh --device mqtt://localhost/arm1
#   first-afternoon.sh --device sim --task joint-bench --dry-run
set -euo pipefail
# this folder's own product; another one by TRAMMEL
trammel=${TRAMMEL:-$(dirname "$0")/../../trammel}
# gravity before torque, which measures motors by the weight: asked after it, gravity finds that weight again
for question in preflight checkout encoder noise delay friction gravity torque dynamics fit-sim verify; do
  echo "== $question"
  known=()
  # what was just found is tried, whatever is in force
  [ "$question" = verify ] && known=(--calibration latest)
  "$trammel" calibrate "$question" "$@" ${known[@]+"${known[@]}"}
done
echo "Look at it (calibrate report, calibrate diff), then bring it into force: calibrate promote"
