#!/bin/sh
# Makes an Ed25519 key pair as two JWK sets (RFC 8037) with openssl: keys.sh FOLDER
#   FOLDER/signing.jwks  with the private part: only the application reads it
#   FOLDER/public.jwks   to verify with
# Leaves them as they are if they are there. `keys.sh FOLDER --rotate` puts a new key before the old ones, which still
# verify what they signed.
set -eu
folder=${1:?usage: keys.sh FOLDER [--rotate]}
rotate=${2:-}
signing=$folder/signing.jwks
public=$folder/public.jwks
if [ -s "$signing" ] && [ -s "$public" ] && [ "$rotate" != --rotate ]; then
  echo "keys.sh: the keys in $folder stay as they are"
  exit 0
fi
umask 077
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

openssl genpkey -algorithm ed25519 -outform DER -out "$work/key"
# Both encodings end with the 32 bytes of the key itself (RFC 8410).
d=$(tail -c 32 "$work/key" | base64url)
x=$(openssl pkey -inform DER -in "$work/key" -pubout -outform DER | tail -c 32 | base64url)
# RFC 7638: the members that define the key, in lexical order.
kid=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$x" | openssl dgst -sha256 -binary | base64url)
open="\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"$kid\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"x\":\"$x\""

# The keys of a set of ours, each with a comma before it; nothing if there is no set yet.
older() {
  if [ -s "$1" ]; then
    tr -d '\n' < "$1" | sed -e 's/^{"keys":\[/,/' -e 's/\]}$//'
  fi
}

printf '{"keys":[{%s,"d":"%s"}%s]}\n' "$open" "$d" "$(older "$signing")" > "$work/signing"
printf '{"keys":[{%s}%s]}\n' "$open" "$(older "$public")" > "$work/public"
chmod 0440 "$work/signing"
chmod 0444 "$work/public"
# In a container this is root, and the application is user 10001, in nobody's group but root's.
if [ "$(id -u)" = 0 ] && [ -n "${KEYS_OWNER:-}" ]; then
  chown "$KEYS_OWNER" "$folder" "$work/signing" "$work/public"
fi
# The public set comes last: if it is there, both are.
mv -f "$work/signing" "$signing"
mv -f "$work/public" "$public"
echo "keys.sh: key $kid is in $folder"
