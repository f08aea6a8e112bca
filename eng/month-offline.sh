#!/usr/bin/env bash
# A line that was down for a month: fifty sensors, a reading a minute, everything delivered once and what it cost.
#
#   eng/month-offline.sh [--days N] [--speed BYTES] [--no-build]
#
#   --speed BYTES   over a line of so many bytes a second and a round trip of 300 ms (default: no line between)
#
# Prints the figures of docs/performance.md and leaves them in artifacts/month-offline.txt. The suite runs one day of it.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

days=30
speed=
build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --days) days=${2:-}; [[ $days =~ ^[0-9]+(\.[0-9]+)?$ ]] || { echo "--days takes a number" >&2; exit 2; }; shift 2 ;;
    --speed) speed=${2:-}; [[ $speed =~ ^[0-9]+$ ]] || { echo "--speed takes a whole number" >&2; exit 2; }; shift 2 ;;
    --no-build) build=no; shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
done

if [ "$build" = yes ]; then
  dotnet build tests/EndToEnd.Tests -c Release -v q -nologo --disable-build-servers || exit 1
fi
figures=$PWD/artifacts/month-offline.txt
rm -f "$figures"
COLDCHAIN_OFFLINE_DAYS=$days COLDCHAIN_LINE_SPEED=$speed COLDCHAIN_FIGURES_FILE=$figures \
  artifacts/bin/EndToEnd.Tests/release/EndToEnd.Tests -noColor -method "*arrives_once_beside_live_readings"
code=$?
echo "--- $days days, $(git rev-parse --short HEAD), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
cat "$figures"
exit $code
