#!/usr/bin/env bash
# After a motor, a cable, an encoder or a gear was replaced: whether all is connected as it was, and
# what is another now. Arguments go to each command; --joints names the joints that were worked on.
#   after-repair.sh --device mqtt://localhost/arm1 --joints 3
set -euo pipefail
# this folder's own product; another one by TRAMMEL
trammel=${TRAMMEL:-$(dirname "$0")/../../trammel}
# gravity before torque, which measures motors by the weight: asked after it, gravity finds that weight again
for question in preflight checkout encoder gravity torque; do
  echo "== $question"
  "$trammel" calibrate "$question" "$@"
done
echo "Compare: calibrate diff; then promote, or leave what is in force and go on from that: --calibration current"
