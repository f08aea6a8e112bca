#!/usr/bin/env bash
# Would the tests notice? Changes the detector of a scratch copy in one place at a time, as a slip of the hand would
# (an operator, a boundary, a reset left out), and expects a test of excursions to fail each time. Prints which did.
# Fails when a change survives, and when one no longer fits the source: then write it anew here.
#
#   eng/mutation-check.sh        takes some minutes
set -uo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
excursions=src/ColdChain.Core/Excursions
keeping=src/ColdChain.Core/Keeping
tests=ColdChain.Core.Tests.Excursions
survived=0

mkdir -p "$scratch/src" "$scratch/tests"
cp -r Directory.*.props .editorconfig global.json eng "$scratch"
cp -r src/ColdChain.Core "$scratch/src"
cp -r tests/Directory.Build.props tests/ColdChain.Core.Tests tests/ColdChain.Testing "$scratch/tests"

build() {
  dotnet build "$scratch/tests/ColdChain.Core.Tests" -c Release -v q -nologo --disable-build-servers >"$scratch/build.log" 2>&1
}

# The names of the tests that fail, one a line. A mutant that never ends is caught by the clock.
failing() {
  timeout 300 "$scratch/artifacts/bin/ColdChain.Core.Tests/release/ColdChain.Core.Tests" -noColor "$@" >"$scratch/run.log" 2>&1
  [ $? -eq 124 ] && echo "the clock"
  sed -n 's/^ *ColdChain\.Core\.Tests\.Excursions\.\(.*\) \[FAIL\]$/\1/p' "$scratch/run.log"
}

# The stories and the second judge first: they take seconds. Arrival in any order takes longer, and is asked only when
# these saw nothing.
caught_by() {
  local names
  names=$(failing -namespace "$tests*" -class- "$tests.ArrivalPropertyTests" -class- "$tests.ExcursionPropertyTests" -class- "$tests.AllocationTests")
  [ -n "$names" ] || names=$(failing -class "$tests.ArrivalPropertyTests" -class "$tests.ExcursionPropertyTests")
  awk 'NR <= 2 { line = line (NR > 1 ? ", " : "") $0 } END { if (NR > 2) line = line " and " NR - 2 " more"; print line }' <<<"$names"
}

# mutate WHAT FILE FROM TO: the text FROM must stand in FILE exactly once.
mutate() {
  local what=$1 file=$2 from=$3 to=$4 source without names
  source=$(cat "$file")
  without=${source//"$from"/}
  if [ $((${#source} - ${#without})) -ne ${#from} ]; then
    echo "| $what | DOES NOT FIT: not exactly once in $file |"
    survived=$((survived + 1))
    return
  fi
  printf '%s\n' "${source/"$from"/"$to"}" >"$scratch/$file"
  if ! build; then
    names="DOES NOT BUILD: $(grep -m 1 -o 'error.*' "$scratch/build.log")"
    survived=$((survived + 1))
  else
    names=$(caught_by)
    [ -n "$names" ] || { names="SURVIVED"; survived=$((survived + 1)); }
  fi
  echo "| $what | $names |"
  cp "$file" "$scratch/$file"
}

if ! build || [ -n "$(caught_by)" ]; then
  echo "without any change the tests do not pass:"
  tail -20 "$scratch/build.log" "$scratch/run.log" 2>/dev/null
  exit 1
fi

echo "| mutation | caught by |"
echo "| --- | --- |"
mutate "8.0 °C itself is out" $keeping/Limit.cs \
  '(LimitSide.High, true) => temperature > Value' '(LimitSide.High, true) => temperature >= Value'
mutate "of equal peaks the last" $keeping/Limit.cs \
  'LimitSide.High ? left > right' 'LimitSide.High ? left >= right'
mutate "a return must stay longer than its hold" $excursions/ExcursionDetector.cs \
  'now >= returned + Profile.ReturnHold' 'now > returned + Profile.ReturnHold'
mutate "a rule falls due later than its moment" $excursions/ExcursionDetector.cs \
  'dueAt <= now)' 'dueAt < now)'
mutate "too warm ends where too cold begins" $excursions/ExcursionDetector.cs \
  'Close(state, state.ReturnedAt ?? reading.MeasuredAt, events)' 'Close(state, reading.MeasuredAt, events)'
mutate "a return is not taken back" $excursions/ExcursionDetector.cs \
  'state.UnobservedSinceReturn);
        state.ReturnedAt = null;' 'state.UnobservedSinceReturn);'
mutate "a reading speaks without end" $excursions/ExcursionDetector.cs \
  'long held = Math.Min(passed, _longest);' 'long held = Math.Max(passed, _longest);'
mutate "at one moment the sum comes before the wait" $excursions/ExcursionDetector.cs \
  'rule.Rule.Counting == RuleCounting.Waiting && first' 'rule.Rule.Counting != RuleCounting.Waiting && first'
mutate "any rule of the same side silences a sum" $excursions/ExcursionDetector.cs \
  'told.Rule.Limit == rule.Limit' 'told.Rule.Limit.Side == rule.Limit.Side'
mutate "a rule that spoke is silent for ever" $excursions/RuleProgress.cs \
  'IsSpent = false;' ''
mutate "the freeze rule speaks whatever is inside" $excursions/RuleProgress.cs \
  'holdsFreezeSensitive || !Rule.IsForFreezeSensitiveStock' 'holdsFreezeSensitive || Rule.IsForFreezeSensitiveStock'
mutate "each reading makes a rule wait anew" $excursions/WaitingProgress.cs \
  'isBeyond ? _since ?? at : null' 'isBeyond ? at : null'
mutate "the sum of an excursion goes on in the next" $excursions/ExcursionSumProgress.cs \
  '(_sum, _heldSince) = (0, null)' '_heldSince = null'
mutate "a sum that is full as the window's tail arrives" $excursions/WindowSumProgress.cs \
  'gain >= missing' 'gain > missing'
mutate "a window keeps what has left it" $excursions/WindowSumProgress.cs \
  'Math.Max(from, at - _window)' 'from'
mutate "the longest stretch runs on through a return" $excursions/ExcursionTally.cs \
  '_run = 0;' ''
mutate "late readings soon after an end begin nothing anew" $excursions/LateReadings.cs \
  'end + returnHold >= late' 'end >= late'
mutate "a late run stops before the windows agree" $excursions/LateRun.cs \
  'at >= _calmSince.Value + _window' 'at >= _calmSince.Value'

if [ "$survived" -gt 0 ]; then
  echo "$survived without a test that fails"
  exit 1
fi
echo "each was caught"
