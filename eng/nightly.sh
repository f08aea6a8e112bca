#!/usr/bin/env bash
# Many faults of one family of the fault matrix (docs/validation/faults.md), in pieces of at most an hour.
#
#   ./run-tests.sh --nightly --family F4             as many as the matrix asks for a night
#   ./run-tests.sh --nightly --family F4 --count 200 so many
#   ./run-tests.sh --nightly --family F4 --resume    goes on where an earlier run was ended
#   ./run-tests.sh --nightly --side server --family F4   what is done to the server; without it, to the agent
#
# Families: F1 kill -9, F4 damaged file, F5 full disk, F6 failing disk, F7 clocks, F8 network, F11 MQTT, F12 serial,
# F13 stops, two processes, formats; month: thirty days without a line (eng/month-offline.sh). The server's: F2 kill -9,
# F4, F5, F6, F9 buffers sent again, F10 poison, F13, F14 2 000 agents over a restart; their trait and their files are named FAMILY-server. After each piece a line goes to artifacts/nightly/FAMILY.progress:
#   piece  faults done  failed tests  seed  seconds
# A failure is run again with COLDCHAIN_FAULT_SEED=seed COLDCHAIN_FAULT_COUNT=count and the trait Family=FAMILY.
# The last line is "FAMILY: N faults done, N failed"; the exit code is 0 when none failed.
set -uo pipefail
cd "$(dirname "$0")/.."

family= wanted= resume=no side=agent
while [ $# -gt 0 ]; do
  case "$1" in
    --family) family=${2:-}; shift ;;
    --side) side=${2:-}; shift ;;
    --count) wanted=${2:-}; shift ;;
    --resume) resume=yes ;;
    -h | --help) sed -n '2,16s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1 (see --nightly --help)" >&2; exit 2 ;;
  esac
  shift
done

case "$side" in
  agent) ;;
  server) family=$family-server ;;
  *) echo "--side is agent or server" >&2; exit 2 ;;
esac

# A night's count by the matrix, and how many faults each test of the family does in one piece.
case "$family" in
  F1) night=5000 each=50 ;;
  F4) night=10000 each=500 ;;
  F5) night=2000 each=100 ;;
  F6) night=1000 each=100 ;;
  F7) night=500 each=100 ;;
  F8) night=10000 each=100 ;;
  F11) night=500 each=50 ;;
  F12) night=1000 each=100 ;;
  F13) night=500 each=25 ;;
  F2-server) night=5000 each=100 ;;
  F4-server) night=10000 each=500 ;;
  F5-server) night=2000 each=100 ;;
  F6-server) night=1000 each=100 ;;
  F9-server) night=1000 each=50 ;;
  F10-server) night=300 each=100 ;;
  F13-server) night=500 each=25 ;;
  F14-server) night=50 each=1 ;;
  month) exec eng/month-offline.sh ;; # one piece by itself: thirty days without a line
  *) echo "--family is one of F1 F4 F5 F6 F7 F8 F11 F12 F13 month, of the server one of F2 F4 F5 F6 F9 F10 F13 F14" >&2; exit 2 ;;
esac
wanted=${wanted:-$night}
case "$wanted" in '' | *[!0-9]*) echo "--count is a number" >&2; exit 2 ;; esac
[ "$wanted" -lt "$each" ] && each=$wanted

folder=artifacts/nightly
progress=$folder/$family.progress
mkdir -p "$folder"
[ "$resume" = yes ] || rm -f "$progress"
touch "$progress"

echo "restore and build"
dotnet build ColdChain.sln -c Release -v q -nologo --disable-build-servers >"$folder/build.log" 2>&1 || {
  tail -20 "$folder/build.log"
  exit 1
}

sum() { awk -v column="$1" '{ total += $column } END { print total + 0 }' "$progress"; }
piece=$(wc -l <"$progress")
done=$(sum 2)
[ "$piece" -gt 0 ] && echo "going on after piece $piece, $done faults"
while [ "$done" -lt "$wanted" ]; do
  piece=$((piece + 1))
  seed=$((20260000 + piece * 1009))
  ledger=$(mktemp)
  begun=$SECONDS
  failed=0
  for project in ColdChain.Agent.Tests ColdChain.Server.Tests EndToEnd.Tests; do
    log=$folder/$family.$piece.$project.log
    COLDCHAIN_FAULT_COUNT=$each COLDCHAIN_FAULT_SEED=$seed COLDCHAIN_FAULT_LEDGER=$ledger \
      timeout 3600 "artifacts/bin/$project/release/$project" -noColor -trait "Family=$family" >"$log" 2>&1
    code=$?
    bad=$(grep -oE 'Failed: [0-9]+' "$log" | tail -1 | tr -dc 0-9)
    # A host that crashed or ran out of its hour is a failure even when no single test is counted as one.
    if grep -q 'Total: 0' "$log"; then code=0; fi
    [ "$code" -ne 0 ] && [ "${bad:-0}" -eq 0 ] && bad=1
    failed=$((failed + ${bad:-0}))
    [ "${bad:-0}" -gt 0 ] && grep -E '\[FAIL\]|seed' "$log" | head -10
  done
  did=$(awk -v family="$family" '$1 == family { total += $2 } END { print total + 0 }' "$ledger")
  rm -f "$ledger"
  echo "$piece $did $failed $seed $((SECONDS - begun))" >>"$progress"
  echo "piece $piece: $did faults done, $failed failed, seed $seed, $((SECONDS - begun)) s"
  if [ "$did" -eq 0 ]; then
    echo "no fault was done: see $folder/$family.$piece.*.log"
    break
  fi
  done=$(sum 2)
done

failed=$(sum 3)
echo "$family: $done faults done, $failed failed"
[ "$failed" -eq 0 ] && [ "$done" -gt 0 ]
