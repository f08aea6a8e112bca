#!/usr/bin/env bash
# Builds everything with warnings as errors, holds the format, and runs every test.
# The last line is "N passed, N failed" (with ", N skipped" when some were); the exit code is 0 when none failed.
#
#   ./run-tests.sh                      everything
#   ./run-tests.sh --no-install         take what is installed; tests of missing parts skip by name
#   ./run-tests.sh tests/House.Tests    only these projects
#   ./run-tests.sh --nightly --family F4 [--side server] [--count N] [--resume]
#                                       many faults of one family, in pieces of at most an hour (--nightly --help)
set -uo pipefail
cd "$(dirname "$0")"

if [ "${1:-}" = --nightly ]; then
  shift
  exec eng/nightly.sh "$@"
fi

results=artifacts/test-results
install=yes
projects=()
for argument in "$@"; do
  case "$argument" in
    --no-install) install=no ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "unknown option $argument (see --help)" >&2; exit 2 ;;
    *) projects+=("${argument%/}") ;;
  esac
done
if [ ${#projects[@]} -eq 0 ]; then
  for project in tests/*.Tests; do projects+=("$project"); done
fi

# Namespaces of ColdChain.Server.Tests that run on both databases.
on_postgresql=$(printf '|FullyQualifiedName~ColdChain.Server.Tests.%s.' Alarming Attacks Audit Facilities Equipment Ingest Inspection LoggerFiles Monitoring Pages People Signing Traceability)
on_postgresql=${on_postgresql#|}

passed=0
failed=0
skipped=0

finish() {
  local last="$passed passed, $failed failed"
  [ "$skipped" -gt 0 ] && last="$last, $skipped skipped"
  echo "$last"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit $?
}

# What tests need beyond the SDK, from Debian's own packages. Each is optional: its tests skip by name without it.
install_packages() {
  local missing=()
  command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
  command -v mosquitto_pub >/dev/null || missing+=(mosquitto-clients)
  [ -d /usr/lib/python3/dist-packages/paho ] || missing+=(python3-paho-mqtt)
  command -v influxd >/dev/null || missing+=(influxdb)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  command -v chromium >/dev/null || missing+=(chromium)
  [ -n "$(find /usr/share/fonts -iname '*NotoSansCJK*' -print -quit 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -eq 0 ] && return

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(none); fi
  fi
  if [ "$install" = no ] || [ "${as_root[0]:-}" = none ] || ! command -v apt-get >/dev/null; then
    echo "not installed: ${missing[*]} (needs apt-get and root; the tests of these parts skip)"
    return
  fi
  echo "installing ${missing[*]}"
  "${as_root[@]}" timeout 300 apt-get update -qq </dev/null >/dev/null 2>&1
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 600 \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >artifacts/apt.log 2>&1; then
    echo "could not install ${missing[*]} (see artifacts/apt.log; the tests of these parts skip)"
  fi
  # The packaged broker and database start by themselves on installation; tests start their own.
  case " ${missing[*]} " in *" mosquitto "*) "${as_root[@]}" service mosquitto stop >/dev/null 2>&1 || true ;; esac
  case " ${missing[*]} " in *" postgresql "*) "${as_root[@]}" service postgresql stop >/dev/null 2>&1 || true ;; esac
  case " ${missing[*]} " in *" influxdb "*) "${as_root[@]}" service influxdb stop >/dev/null 2>&1 || true ;; esac
}

# A client in JavaScript for the listener's tests; they skip by name without it.
install_mqttjs() {
  [ -d artifacts/mqtt-js/node_modules/mqtt ] && return
  if [ "$install" = no ] || ! command -v npm >/dev/null; then
    echo "not installed: MQTT.js (needs npm; its tests skip)"
    return
  fi
  timeout 120 npm install --prefix artifacts/mqtt-js --silent --no-audit --no-fund mqtt@5.14.1 >artifacts/npm.log 2>&1 ||
    echo "could not install MQTT.js (see artifacts/npm.log; its tests skip)"
}

# Adds up one project's results; its skipped tests go to the list with their reasons.
count() {
  local trx=$1 counters
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -1)
  [ -n "$counters" ] || return 1
  number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  local total executed ok bad
  total=$(number total) executed=$(number executed) ok=$(number passed) bad=$((executed - ok))
  passed=$((passed + ok))
  failed=$((failed + bad))
  skipped=$((skipped + total - executed))
  awk 'BEGIN { RS = "<UnitTestResult " }
    /outcome="NotExecuted"/ {
      name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
      why = "no reason given"
      if (match($0, /<(Message|StdOut)>[^<]*/)) {
        why = substr($0, RSTART, RLENGTH); sub(/^<[A-Za-z]*>/, "", why); gsub(/[\r\n]+/, " ", why)
      }
      print "  " name ": " why
    }' "$trx" >>"$results/skipped.txt"
  [ "$bad" -eq 0 ] && [ "$total" -gt 0 ]
}

rm -rf "$results"
mkdir -p "$results"
: >"$results/skipped.txt"
install_packages
install_mqttjs

echo "restore and build (warnings are errors)"
if ! dotnet build ColdChain.sln -c Release -v q -nologo --disable-build-servers >"$results/build.log" 2>&1; then
  grep -E "error|warn" "$results/build.log" | sort -u | head -40
  tail -5 "$results/build.log"
  failed=1
  finish
fi
if grep -qE "(warning [A-Z]+[0-9]+|: warning )" "$results/build.log"; then
  grep -E "warning" "$results/build.log" | sort -u | head -20
  echo "FAILED: the build has warnings"
  failed=$((failed + 1))
fi

echo "format"
if ! dotnet format ColdChain.sln --verify-no-changes --no-restore >"$results/format.log" 2>&1; then
  head -20 "$results/format.log"
  echo "FAILED: run 'dotnet format ColdChain.sln'"
  failed=$((failed + 1))
fi

# run_tests PROJECT NAME [FILTER]: one run of a project's tests, its results under that name.
run_tests() {
  local project=$1 name=$2 begun=$SECONDS ended_with failed_before
  dotnet test "$project" -c Release --no-build -v q -nologo --results-directory "$results" ${3:+--filter "$3"} \
    --logger "trx;LogFileName=$name.trx" >"$results/$name.log" 2>&1
  ended_with=$?
  failed_before=$failed
  if ! count "$results/$name.trx" || [ "$ended_with" -ne 0 ]; then
    # A host that crashed, or found no test at all, is a failure even when no single test is counted as one.
    [ "$failed" -eq "$failed_before" ] && failed=$((failed + 1))
    echo "FAILED $name ($((SECONDS - begun)) s)"
    eng/failed-tests.sh "$results/$name.trx" 2>/dev/null
    # What no single test says: a host that crashed, a project without tests.
    tail -20 "$results/$name.log"
  else
    echo "ok     $name ($((SECONDS - begun)) s)"
  fi
}

for project in "${projects[@]}"; do
  name=$(basename "$project")
  run_tests "$project" "$name"
  # Once more with the records in PostgreSQL: whatever touches records, which is all but the store of readings.
  if [ "$name" = ColdChain.Server.Tests ]; then
    COLDCHAIN_TEST_RECORDS=postgresql run_tests "$project" "$name.postgresql" "$on_postgresql"
  fi
done

if [ -s "$results/skipped.txt" ]; then
  echo "skipped:"
  cat "$results/skipped.txt"
fi
finish
