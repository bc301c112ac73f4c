#!/usr/bin/env bash
#
# A whole life at the emulator (npm run emulator), with bash, curl and openssl: a package, an action that runs, a
# trigger that fires it, and all of them deleted again. Ends non-zero at the first answer that is not as it should be.
#
#   tools/walkthrough.sh [address]     default: http://localhost:8788
#
# The key is that of NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY; default: the emulator's own.
set -euo pipefail

address=${1:-http://localhost:8788}
access_key=${NCLOUD_ACCESS_KEY:-EMULATORACCESSKEY001}
secret_key=${NCLOUD_SECRET_KEY:-known-to-everyone-opens-emulators-only-1}

# call METHOD TARGET [BODY]: sends a signed request; leaves what came in $status and $answer.
#
# Signed are method, path with query, time and access key, and not the body. The target is signed as it is sent, so
# what must be percent-encoded is encoded before. Whoever may list the processes of this machine sees openssl's key.
call() {
  local method=$1 target=$2 timestamp signature request
  timestamp=$(date +%s)000
  signature=$(printf '%s %s\n%s\n%s' "$method" "$target" "$timestamp" "$access_key" |
    openssl dgst -sha256 -hmac "$secret_key" -binary | openssl base64)
  request=(
    --silent --show-error --globoff --path-as-is --max-time 90 --write-out '\n%{http_code}'
    --request "$method" --header 'content-type: application/json'
    --header "x-ncp-apigw-timestamp: $timestamp"
    --header "x-ncp-iam-access-key: $access_key"
    --header "x-ncp-apigw-signature-v2: $signature"
  )
  if (($# > 2)); then request+=(--data-binary "$3"); fi
  answer=$(curl "${request[@]}" "$address$target") || true
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
}

# fail WHAT EXPECTED: shows the last answer, and ends.
fail() {
  printf 'FAILED  %s\nexpected: %s\nanswered: %s %s\n' "$1" "$2" "$status" "$answer" >&2
  exit 1
}

# step WHAT STATUS PART METHOD TARGET [BODY]: a call that must be answered with a status, and a part of the body.
# With patience=SECONDS before it, it is repeated for so long: what has run may come to light later.
step() {
  local what=$1 wanted=$2 part=$3 left=${patience:-0}
  shift 3
  # Noted before it is sent: it is there also when its answer is lost. Only a refusal leaves nothing.
  if [[ $1 == PUT ]]; then made="${2%%\?*} $made"; fi
  call "$@"
  if [[ $1 == PUT && $status == 4* ]]; then made=${made#* }; fi
  until [[ $status == "$wanted" && $answer == *"$part"* ]]; do
    if ((left-- <= 0)); then fail "$what: $1 $2" "$wanted ...$part..."; fi
    sleep 1
    call "$@"
  done
  printf 'ok  %-34s %s %.110s\n' "$what" "$status" "$answer"
}

# first_id: the first activation id of the last answer, in $id.
first_id() {
  [[ $answer =~ \"activationId\":\"([0-9a-f]{32})\" ]] || fail 'an activation id' '32 hexadecimal digits'
  id=${BASH_REMATCH[1]}
}

# What was put, newest first; gone at the end, however it comes.
made=
clean_up() {
  local target
  for target in $made; do
    call DELETE "$target?$on" 2>/dev/null
    if [[ $status != 204 && $status != 404 ]]; then printf 'left behind: %s\n' "$target" >&2; fi
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The Classic platform: there an action needs no subnet. A name may be used once only, so these are of this run.
api=/ncf/api/v2
on='platform=classic'
name=life-$$-$RANDOM
package=$api/packages/$name
action=$package/actions/$name-action
trigger=$api/triggers/$name-trigger

read -r -d '' body <<'END' || true
{
  "description": "Greets",
  "parameters": { "name": "nobody" },
  "limits": { "timeout": 10000, "memory": 128 },
  "exec": {
    "kind": "nodejs:22",
    "binary": false,
    "main": "main",
    "code": "function main({ name }) { console.log('greets ' + name); return { greeting: 'Hello, ' + name } }"
  }
}
END
link='{"package":"'$name'","action":"'$name-action'"}'

step 'packages before' 200 '{"content":[' GET "$api/packages?$on"
before=$answer

step 'put a package' 200 "\"name\":\"$name\"" PUT "$package?$on" '{"description":"Of one run"}'
step 'packages' 200 "\"name\":\"$name\"" GET "$api/packages?$on"

step 'put an action' 200 "\"name\":\"$name-action\"" PUT "$action?$on&type=basic" "$body"
step 'run it' 200 '"greeting":"Hello, you"' POST "$action?$on" '{"name":"you"}'
first_id
patience=60 step 'its activations' 200 "\"activationId\":\"$id\"" GET "$action/activations?$on"
patience=60 step 'the activation, with its log' 200 'stdout: greets you' GET "$action/activations/$id?$on"

step 'put a cron trigger' 200 "\"name\":\"$name-trigger\"" PUT "$trigger?$on&type=cron" '{"cronOption":"0 0 1 1 *"}'
step 'fire it, with nothing linked' 400 '"errorCode":"80512"' POST "$trigger?$on" '{}'
step 'link it to the action' 200 '"status":"active"' POST "$trigger/link-action?$on" "$link"
step 'fire it' 200 '"activationId":' POST "$trigger?$on" '{"name":"trigger"}'
patience=60 step 'what it did' 200 '"totalCount":1' GET "$trigger/activations?$on"
patience=60 step 'the action has run twice' 200 '"totalCount":2' GET "$action/activations?$on"
first_id
patience=60 step 'and greets the trigger' 200 'Hello, trigger' GET "$action/activations/$id?$on"

step 'unlink' 204 '' DELETE "$trigger/link-action?$on" "$link"
step 'delete the trigger' 204 '' DELETE "$trigger?$on"
step 'delete the package, not empty yet' 409 '"errorCode":"80109"' DELETE "$package?$on"
step 'delete the action' 204 '' DELETE "$action?$on"
step 'delete the package' 204 '' DELETE "$package?$on"
made=

step 'packages as before' 200 "$before" GET "$api/packages?$on"
