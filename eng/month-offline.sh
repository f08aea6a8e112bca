#!/usr/bin/env bash
# A line that was down for a month: fifty sensors, a reading a minute, everything delivered once and what it cost.
#
#   eng/month-offline.sh [--days N] [--no-build]
#
# Prints the figures of docs/performance.md and leaves them in artifacts/month-offline.txt. The suite runs one day of it.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

days=30
build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --days) days=${2:-}; [[ $days =~ ^[0-9]+(\.[0-9]+)?$ ]] || { echo "--days takes a number" >&2; exit 2; }; shift 2 ;;
    --no-build) build=no; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
done

if [ "$build" = yes ]; then
  dotnet build tests/EndToEnd.Tests -c Release -v q -nologo --disable-build-servers || exit 1
fi
figures=$PWD/artifacts/month-offline.txt
rm -f "$figures"
COLDCHAIN_OFFLINE_DAYS=$days COLDCHAIN_FIGURES_FILE=$figures \
  artifacts/bin/EndToEnd.Tests/release/EndToEnd.Tests -noColor -class EndToEnd.Tests.Month.MonthOfflineTests
code=$?
echo "--- $days days, $(git rev-parse --short HEAD), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
cat "$figures"
exit $code
