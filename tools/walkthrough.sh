#!/usr/bin/env bash
#
# Calls the emulator (npm run emulator) with bash, curl and openssl. It creates a package, an action and a trigger, runs
# the action, fires the trigger, and deletes them again. It stops with exit code 1 at the first unexpected response.
#
#   tools/walkthrough.sh [origin]     default: http://localhost:8788
#
# It uses the key in NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY. Default: the first key of the emulator.
set -euo pipefail

origin=${1:-http://localhost:8788}
access_key=${NCLOUD_ACCESS_KEY:-EMULATORACCESSKEY001}
secret_key=${NCLOUD_SECRET_KEY:-known-to-everyone-opens-emulators-only-1}

# call METHOD TARGET [BODY]: sends a signed request, and sets $status and $response.
#
# The signature covers method, path, query, time and access key, but not the body. Sign the target exactly as you send
# it: percent-encode it first. The secret key is visible in the list of processes of this machine while openssl runs.
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
  response=$(curl "${request[@]}" "$origin$target") || true
  status=${response##*$'\n'}
  response=${response%$'\n'*}
}

# fail STEP EXPECTED: prints the last response and exits.
fail() {
  printf 'FAILED  %s\nexpected: %s\nreceived: %s %s\n' "$1" "$2" "$status" "$response" >&2
  exit 1
}

# step LABEL STATUS PART METHOD TARGET [BODY]: calls, and checks the status of the response and a part of its body.
# With retry_seconds=N before it, it retries for N seconds: an activation can appear later.
step() {
  local label=$1 expected=$2 part=$3 left=${retry_seconds:-0}
  shift 3
  # Recorded before the call: the resource exists even if its response is lost. A rejected call creates nothing.
  if [[ $1 == PUT ]]; then created="${2%%\?*} $created"; fi
  call "$@"
  if [[ $1 == PUT && $status == 4* ]]; then created=${created#* }; fi
  until [[ $status == "$expected" && $response == *"$part"* ]]; do
    if ((left-- <= 0)); then fail "$label: $1 $2" "$expected ...$part..."; fi
    sleep 1
    call "$@"
  done
  printf 'ok  %-40s %s %.110s\n' "$label" "$status" "$response"
}

# read_activation_id: sets $id to the first activation id of the last response.
read_activation_id() {
  [[ $response =~ \"activationId\":\"([0-9a-f]{32})\" ]] || fail 'read the activation id' '32 hexadecimal digits'
  id=${BASH_REMATCH[1]}
}

# The resources that this run created, newest first. They are deleted on every exit.
created=
clean_up() {
  local target
  for target in $created; do
    call DELETE "$target?$on" 2>/dev/null
    if [[ $status != 204 && $status != 404 ]]; then printf 'not deleted: %s\n' "$target" >&2; fi
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# On the platform classic, an action needs no subnet. Each run has names of its own, because names must be unique.
api=/ncf/api/v2
on='platform=classic'
name=walkthrough-$$-$RANDOM
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

step 'list the packages' 200 '{"content":[' GET "$api/packages?$on"
packages_before=$response

step 'create a package' 200 "\"name\":\"$name\"" PUT "$package?$on" '{"description":"Created by walkthrough.sh"}'
step 'list the packages: it is there' 200 "\"name\":\"$name\"" GET "$api/packages?$on"

step 'create an action' 200 "\"name\":\"$name-action\"" PUT "$action?$on&type=basic" "$body"
step 'run the action' 200 '"greeting":"Hello, you"' POST "$action?$on" '{"name":"you"}'
read_activation_id
retry_seconds=60 step 'list its activations' 200 "\"activationId\":\"$id\"" GET "$action/activations?$on"
retry_seconds=60 step 'get the activation with its logs' 200 'stdout: greets you' GET "$action/activations/$id?$on"

step 'create a cron trigger' 200 "\"name\":\"$name-trigger\"" PUT "$trigger?$on&type=cron" '{"cronOption":"0 0 1 1 *"}'
step 'fire it without a linked action: rejected' 400 '"errorCode":"80512"' POST "$trigger?$on" '{}'
step 'link the trigger to the action' 200 '"status":"active"' POST "$trigger/link-action?$on" "$link"
step 'fire the trigger' 200 '"activationId":' POST "$trigger?$on" '{"name":"trigger"}'
retry_seconds=60 step 'list the firings' 200 '"totalCount":1' GET "$trigger/activations?$on"
retry_seconds=60 step 'the action has run twice' 200 '"totalCount":2' GET "$action/activations?$on"
read_activation_id
retry_seconds=60 step 'the trigger passed its parameters' 200 'Hello, trigger' GET "$action/activations/$id?$on"

step 'unlink' 204 '' DELETE "$trigger/link-action?$on" "$link"
step 'delete the trigger' 204 '' DELETE "$trigger?$on"
step 'delete the package with its action: rejected' 409 '"errorCode":"80109"' DELETE "$package?$on"
step 'delete the action' 204 '' DELETE "$action?$on"
step 'delete the package' 204 '' DELETE "$package?$on"
created=

step 'list the packages: as before' 200 "$packages_before" GET "$api/packages?$on"
