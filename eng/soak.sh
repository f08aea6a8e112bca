#!/usr/bin/env bash
# The agent for an hour as it runs in a clinic: fifty sensors a minute, a real server, and what it used of the machine.
#
#   eng/soak.sh [--minutes N] [--out DIR] [--no-build]
#
#   --minutes N   how long it is watched (default: 60)
#   --out DIR     files and figures (default: artifacts/soak)
#   --no-build    takes what is published in DIR already
#
# 42 sensors publish by MQTT to the agent's listener, each by a beat of its own between 50 and 70 s so that they soon come one
# by one, and 8 transmitters on a serial bus are asked once a minute, all from firmware-sim. Every 10 s a line of DIR/soak.csv: resident memory, CPU time, fsync and
# fdatasync calls so far. The calls are counted by strace with a seccomp filter, which stops the agent for these two alone;
# without strace they are not counted. At the end what the sensors know to be safe is compared with what the server stored.
#
# Exit code 0: memory flat and never above 120 MB, CPU never above 2 % of a core in any five minutes, nothing lost. The
# goals beside them (80 MB, 1 %) are told and decide nothing.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

minutes=60
out=artifacts/soak
build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) minutes=${2:-}; [[ $minutes =~ ^[0-9]+$ ]] || { echo "--minutes takes a whole number" >&2; exit 2; }; shift 2 ;;
    --out) out=${2:-}; [ -n "$out" ] || { echo "--out takes a directory" >&2; exit 2; }; shift 2 ;;
    --no-build) build=no; shift ;;
    -h | --help) sed -n '2,16s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
done
mkdir -p "$out" && out=$(cd "$out" && pwd) || exit 2
run=$out/run
rm -rf "$run" "$out"/soak.csv "$out"/soak.txt "$out"/fsync.log
mkdir -p "$run"

publish() { dotnet publish "$1" -c Release -o "$2" -v q -nologo --disable-build-servers || exit 2; }
if [ "$build" = yes ]; then
  publish src/ColdChain.Agent "$out/agent"
  publish src/ColdChain.Server "$out/server"
  publish firmware-sim "$out/sim"
fi

# ---- files ---------------------------------------------------------------------------------------------------------
is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() { found=$((20000 + RANDOM % 10000)); while is_taken "$found"; do found=$((found + 1)); done; }
free_port; mqtt=$found
free_port; web=$found
unit() { printf 'gaochuan/fridge-%02d' "$1"; }
list() { local sep=; for n in $(seq 1 "$1"); do printf '%s' "$sep"; "$2" "$n"; sep=', '; done; }

unit_json() { printf '{"id":"%s","kind":"refrigerator","nameZh":"冰箱%s","nameEn":"Fridge %s","profile":"CN-IMM/fridge"}' "$(unit "$1")" "$1" "$1"; }
sensor_json() { printf '{"id":"%s/top","unit":"%s","placedAt":"2024-01-01T00:00:00+08:00"}' "$(unit "$1")" "$(unit "$1")"; }
slave_json() { printf '{"sensor":"%s/top","slave":%s,"function":3,"register":1}' "$(unit $((42 + $1)))" "$1"; }
cat >"$run/county.json" <<JSON
{"facilities":[{"id":"gaochuan","kind":"townshipHealthCentre","nameZh":"高川镇卫生院","nameEn":"Gaochuan"}],
 "units":[$(list 50 unit_json)], "sensors":[$(list 50 sensor_json)],
 "agents":[{"id":"gaochuan-gateway","facility":"gaochuan","key":"a-key-for-tests-and-nothing-else"}]}
JSON
cat >"$run/agent.json" <<JSON
{"agent":{"id":"gaochuan-gateway","dataDirectory":"agent"},
 "server":{"url":"http://127.0.0.1:$web","key":"a-key-for-tests-and-nothing-else"},
 "sources":[
  {"kind":"modbus-rtu","name":"bus-1","port":"$run/bus-1","poll":"00:01:00","commitEach":"round","sensors":[$(list 8 slave_json)]},
  {"kind":"mqtt-listener","name":"listener","port":$mqtt,"allowAnonymous":true,
   "topics":[{"topic":"clocked/+/+/+","sensor":"{1}/{2}/{3}","time":"time"}]}]}
JSON
{
  echo "seed 7"
  echo "zone +08:00"
  for n in $(seq 1 50); do echo "fridge $(unit "$n") kind=refrigerator volume=100"; done
  for n in $(seq 1 42); do
    echo "sensor $(unit "$n")/top mqtt port=$mqtt topic=clocked/$(unit "$n")/top client=probe-$n interval=$((50000 + n * 20000 / 43))ms time=iso window=1 store=100000"
  done
  for n in $(seq 1 8); do echo "sensor $(unit $((42 + n)))/top modbus bus=$run/bus-1 slave=$n map=rs-ws-n01"; done
} >"$run/site.scenario"

# ---- processes, which end with this script -------------------------------------------------------------------------
pids=()
finish() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; wait 2>/dev/null; }
trap finish EXIT
"$out/server/coldchain-server" set-up --data "$run/server" --file "$run/county.json" >"$run/set-up.log" 2>&1 || { cat "$run/set-up.log"; exit 2; }
"$out/server/coldchain-server" run --data "$run/server" --urls "http://127.0.0.1:$web" >"$run/server.log" 2>&1 &
server=$!
pids+=("$server")
"$out/sim/firmware-sim" run --scenario "$run/site.scenario" --truth "$run/truth.jsonl" >"$run/sim.log" 2>&1 &
sim=$!
pids+=("$sim")
for _ in $(seq 100); do is_taken "$web" && [ -e "$run/bus-1" ] && break; sleep 0.2; done
counted="counted by strace"
if command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null; then
  strace -f -qq --seccomp-bpf -e trace=fsync,fdatasync -e signal=none -o "$out/fsync.log" "$out/agent/coldchain-agent" run --config "$run/agent.json" >"$run/agent.log" 2>&1 &
  pids+=("$!")
  for _ in $(seq 100); do agent=$(pgrep -P "$!" -f coldchain-agent | head -1); [ -n "$agent" ] && break; sleep 0.1; done
else
  counted="not counted: strace is not installed or not allowed here"
  "$out/agent/coldchain-agent" run --config "$run/agent.json" >"$run/agent.log" 2>&1 &
  agent=$!
fi
pids+=("$agent")

# ---- watching ------------------------------------------------------------------------------------------------------
field() { awk -v key="$2:" '$1 == key { print $2 }' "/proc/$1/status" 2>/dev/null; }
ticks() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $12 + $13 }'; }
begun=$SECONDS
echo "seconds,agent_rss_kib,agent_peak_kib,agent_anon_kib,agent_threads,agent_cpu_ticks,fsyncs,server_rss_kib" >"$out/soak.csv"
while [ $((SECONDS - begun)) -lt $((minutes * 60)) ]; do
  sleep 10
  kill -0 "$agent" 2>/dev/null || { echo "the agent has ended:"; tail -5 "$run/agent.log"; exit 1; }
  synced=$(cat "$out/fsync.log" 2>/dev/null | grep -c "sync(")
  echo "$((SECONDS - begun)),$(field "$agent" VmRSS),$(field "$agent" VmHWM),$(field "$agent" RssAnon),$(field "$agent" Threads),$(ticks "$agent"),$synced,$(field "$server" VmRSS)" >>"$out/soak.csv"
done

# ---- the sensors end; what they know to be safe must be stored ------------------------------------------------------
kill "$sim"
wait "$sim" 2>/dev/null
owed=$(grep -cE '"kind":"(mqtt-acked|modbus-answer)".*"milliCelsius"' "$run/truth.jsonl")
for _ in $(seq 60); do
  stored=$(curl -s "http://127.0.0.1:$web/metrics" | awk '/^coldchain_ingest_readings_total.*outcome="stored"/ { sum += $NF } END { print sum + 0 }')
  [ "$stored" -ge "$owed" ] && break
  sleep 1
done

awk -F, -v owed="$owed" -v stored="$stored" -v counted="$counted" '
  NR == 1 { next }
  {
    n++; at[n] = $1; rss[n] = $2 / 1024; cpu[n] = $6; peak = $3 / 1024; threads = $5; syncs[n] = $7; server = $8 / 1024
  }
  function mean(from, to,   i, sum, count) { for (i = 1; i <= n; i++) if (at[i] > from && at[i] <= to) { sum += rss[i]; count++ } return count ? sum / count : 0 }
  END {
    end = at[n]; warm = end > 1200 ? 600 : end / 3
    first = mean(warm, warm + (end - warm) / 3); last = mean(end - (end - warm) / 3, end)
    for (i = 1; i <= n; i++) if (at[i] > 60) for (j = i - 1; j >= 1 && at[j] > 60; j--) if (at[i] - at[j] >= 300) {
      share = (cpu[i] - cpu[j]) / (at[i] - at[j]); if (share > most) most = share; break
    }
    for (i = 1; i <= n; i++) if (at[i] <= 60) begin = i
    whole = (cpu[n] - cpu[begin]) / (at[n] - at[begin])
    flat = last - first <= 4
    good = flat && peak <= 120 && most <= 2 && stored >= owed && owed > 0
    printf "watched %d s\n", end
    printf "memory: %.1f MiB in the mean of the second third, %.1f of the last (%s), peak %.1f MiB: goal 80 %s, bound 120 %s\n", first, last, flat ? "flat" : "GROWS", peak, peak <= 80 ? "met" : "missed", peak <= 120 ? "held" : "BROKEN"
    printf "CPU: %.2f %% of a core after the first minute, %.2f %% in the busiest five minutes: goal 1 %s, bound 2 %s\n", whole, most, whole <= 1 ? "met" : "missed", most <= 2 ? "held" : "BROKEN"
    printf "start: %.1f s CPU in the first minute; %d threads\n", cpu[begin] / 100, threads
    printf "fsync and fdatasync: %.1f a minute after the first (%s)\n", (syncs[n] - syncs[begin]) * 60 / (at[n] - at[begin]), counted
    printf "readings: %d owed, %d stored; server resident %.0f MiB\n", owed, stored, server
    print good ? "SOAK GOOD" : "SOAK BAD"
    exit good ? 0 : 1
  }' "$out/soak.csv" | tee "$out/soak.txt"
exit "${PIPESTATUS[0]}"
