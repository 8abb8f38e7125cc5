#!/usr/bin/env bash
# usage: make-certificates.sh FOLDER HOST[,HOST...] [robot:]NAME...
#
# Makes what mosquitto.conf asks for: an authority, a certificate for the broker, which is reached by
# the HOSTs (names or addresses), one for each NAME, and the access list. A NAME is a user, who may
# command every robot; robot:NAME is a robot, which commands nobody. FOLDER/broker is for the broker's
# machine, FOLDER/NAME for the machine of that robot or user, as ~/.config/trammel/mqtt.
# FOLDER/authority stays where it is; with it more certificates can be made later by the same command.
# What exists is kept, also what was changed in FOLDER/broker/acl.txt.
set -euo pipefail

days=825
umask 077

fail() {
  echo "make-certificates.sh: $*" >&2
  exit 2
}

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# sign FOLDER NAME EXTENSION...: a key and a certificate for NAME
sign() {
  local folder=$1 name=$2
  shift 2
  if [ -e "$folder/$name.crt" ]; then
    echo "kept $folder/$name.crt"
    return
  fi
  mkdir -p "$folder"
  new_key "$folder/$name.key"
  openssl req -new -key "$folder/$name.key" -subj "/CN=$name" |
    openssl x509 -req -sha256 -days "$days" -CA "$authority/ca.crt" -CAkey "$authority/ca.key" \
      -set_serial "0x$(openssl rand -hex 16)" -extfile <(printf '%s\n' "$@") \
      -out "$folder/$name.crt" 2>/dev/null
  cp "$authority/ca.crt" "$folder/ca.crt"
  echo "made $folder/$name.crt"
}

[ $# -ge 3 ] || fail "usage: make-certificates.sh FOLDER HOST[,HOST...] [robot:]NAME..."
command -v openssl >/dev/null || fail "needs openssl: sudo apt-get install openssl"
folder=$1 hosts=$2
shift 2
for each in "$@"; do
  name=${each#robot:}
  [[ $name =~ ^[A-Za-z0-9_-]{1,32}$ ]] || fail "a name must be 1 to 32 of A-Z a-z 0-9 _ -, was '$name'"
  [ "$name" != authority ] && [ "$name" != broker ] || fail "a robot or user cannot be called $name"
done

alternatives=
IFS=, read -ra list <<<"$hosts"
for host in "${list[@]}"; do
  case $host in
    *[!0-9.:]*) alternatives+=",DNS:$host" ;;
    *) alternatives+=",IP:$host" ;;
  esac
done

authority=$folder/authority
if [ ! -e "$authority/ca.crt" ]; then
  mkdir -p "$authority"
  new_key "$authority/ca.key"
  openssl req -x509 -new -sha256 -days 3650 -key "$authority/ca.key" -out "$authority/ca.crt" \
    -subj "/CN=Trammel authority of $(hostname)" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
  echo "made $authority/ca.crt"
fi

# one made for the broker cannot log in, and one made for a user cannot pose as the broker
sign "$folder/broker" broker "subjectAltName=${alternatives#,}" "extendedKeyUsage=serverAuth" \
  "basicConstraints=critical,CA:FALSE"
acl=$folder/broker/acl.txt
[ -e "$acl" ] || cp "$(dirname "${BASH_SOURCE[0]}")/acl.txt" "$acl"
for each in "$@"; do
  name=${each#robot:}
  sign "$folder/$name" "$name" "extendedKeyUsage=clientAuth" "basicConstraints=critical,CA:FALSE"
  if [ "$each" = "$name" ] && ! grep -qx "user $name" "$acl"; then
    printf '\nuser %s\ntopic write trammel/v1/+/from/%s/#\ntopic write trammel/v1/+/stop/%s\n' \
      "$name" "$name" "$name" >> "$acl"
    echo "let $name command robots in $acl"
  fi
done
