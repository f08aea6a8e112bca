#!/usr/bin/env bash
# A county's cold chain on this machine: simulated fridges, two agents, the server. Needs git and the .NET SDK alone.
#
#   ./run-demo.sh [--seconds N] [--port P] [--data DIR]
#
#   --seconds N   end by itself after N seconds of live running (default: at Ctrl-C)
#   --port P      where the pages are (default: 8080, or the next free port)
#   --data DIR    keep everything there (default: a temporary directory that is removed at the end)
set -uo pipefail
cd "$(dirname "$0")" || exit 1

configuration=${COLDCHAIN_CONFIGURATION:-Release}
seconds=0
port=
data=

usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }
mistake() { echo "$1 (see --help)" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) seconds=${2:-}; [[ $seconds =~ ^[0-9]+$ ]] || mistake "--seconds takes a whole number"; shift 2 ;;
    --port) port=${2:-}; [[ $port =~ ^[0-9]+$ ]] || mistake "--port takes a number"; shift 2 ;;
    --data) data=${2:-}; [ -n "$data" ] || mistake "--data takes a directory"; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) mistake "unknown option $1" ;;
  esac
done

# ---- ports, directories, and an end that leaves nothing behind -------------------------------------------------------
is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
taken_by_us=" "
free_port() { # free_port FIRST: the first free port from there on, in $found
  found=$1
  while is_taken "$found" || [[ $taken_by_us == *" $found "* ]]; do found=$((found + 1)); done
  taken_by_us+="$found "
}
if [ -n "$port" ]; then
  is_taken "$port" && mistake "port $port is taken; choose another, or leave --port out"
  taken_by_us+="$port "
else
  free_port 8080; port=$found
fi
# From a place of chance: two demos that start together do not choose the same ports.
free_port $((20000 + RANDOM % 10000)); qinghe_mqtt=$found
free_port $((20000 + RANDOM % 10000)); gaochuan_mqtt=$found

keep=yes
if [ -z "$data" ]; then
  data=$(mktemp -d "${TMPDIR:-/tmp}/coldchain-demo.XXXXXX")
  keep=no
fi
mkdir -p "$data/logs" && data=$(cd "$data" && pwd) || exit 1

names=()
pids=()
start() { # start NAME COMMAND...: in the background, its words in the log of that name
  local name=$1
  shift
  "$@" </dev/null >>"$data/logs/$name.log" 2>&1 &
  names+=("$name")
  pids+=($!)
}

cleaned=no
clean_up() {
  [ "$cleaned" = yes ] && return
  cleaned=yes
  trap '' INT TERM
  local pid round
  # Sensors first, then agents, then the server: each still has somebody to say goodbye to.
  for pid in ${pids[@]+"${pids[@]}"}; do kill -TERM "$pid" 2>/dev/null; done
  for round in $(seq 1 100); do
    local alive=no
    for pid in ${pids[@]+"${pids[@]}"}; do kill -0 "$pid" 2>/dev/null && alive=yes; done
    [ "$alive" = no ] && break
    sleep 0.1
  done
  for pid in ${pids[@]+"${pids[@]}"}; do kill -KILL "$pid" 2>/dev/null; done
  wait 2>/dev/null
  [ "$keep" = no ] && rm -rf "$data"
}
give_up() {
  echo "$1" >&2
  [ -n "${2:-}" ] && tail -30 "$data/logs/$2.log" >&2
  keep=yes
  echo "everything that was written is in $data" >&2
  exit 1
}
ended() { clean_up; echo; echo "The demo has ended."; exit 0; }
trap clean_up EXIT
trap ended INT TERM

# ---- build -----------------------------------------------------------------------------------------------------------
echo "Building (the first time takes a minute or two) ..."
for project in src/ColdChain.Server src/ColdChain.Agent firmware-sim; do
  dotnet build "$project" -c "$configuration" -v q -nologo --disable-build-servers >"$data/logs/build.log" 2>&1 ||
    give_up "The build failed:" build
done
bin=artifacts/bin
kind=$(echo "$configuration" | tr '[:upper:]' '[:lower:]')
server=$bin/ColdChain.Server/$kind/coldchain-server
agent=$bin/ColdChain.Agent/$kind/coldchain-agent
sim=$bin/FirmwareSim/$kind/firmware-sim

# ---- the county, its paper, its server -------------------------------------------------------------------------------
echo "Setting up the county ..."
run_once() { # run_once NAME COMMAND...
  local name=$1
  shift
  "$@" </dev/null >>"$data/logs/$name.log" 2>&1 || give_up "$name failed:" "$name"
}
run_once set-up "$server" set-up --data "$data/server" --file demo/county.json
run_once paperwork "$sim" paperwork --out "$data/movements.csv"
run_once import-movements "$server" import-movements --data "$data/server" --csv "$data/movements.csv"

export COLDCHAIN_Alarming__PublicBaseUrl="http://127.0.0.1:$port"
start server "$server" run --data "$data/server" --urls "http://127.0.0.1:$port" --config demo/server.json
answers() { # answers PATH: does the server answer 200 there?
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
  IFS= read -r status <&3
  exec 3>&-
  [[ $status == *" 200 "* ]]
}
for round in $(seq 1 600); do
  answers /healthz 2>/dev/null && break
  kill -0 "${pids[0]}" 2>/dev/null || give_up "The server ended:" server
  [ "$round" = 600 ] && give_up "The server does not answer:" server
  sleep 0.1
done

# ---- thirty days of history, then live -------------------------------------------------------------------------------
settings=(--set "run=$data" --set "qinghe-mqtt=$qinghe_mqtt" --set "gaochuan-mqtt=$gaochuan_mqtt")
for name in qinghe-gateway gaochuan-gateway; do
  sed -e "s|127.0.0.1:8080|127.0.0.1:$port|" \
    -e "s|\"port\": 1884|\"port\": $qinghe_mqtt|" -e "s|\"port\": 1885|\"port\": $gaochuan_mqtt|" \
    "demo/$name.json" >"$data/$name.json"
done
start sensors "$sim" run --scenario demo/county.scenario "${settings[@]}" \
  --history-days 30 --history-to "http://127.0.0.1:$port"
echo "Sending thirty days of history as late data ..."
until grep -qsx ready "$data/logs/sensors.log"; do
  for index in "${!pids[@]}"; do
    kill -0 "${pids[$index]}" 2>/dev/null || give_up "${names[$index]} ended:" "${names[$index]}"
  done
  sleep 0.2
done
start qinghe-gateway "$agent" run --config "$data/qinghe-gateway.json"
start gaochuan-gateway "$agent" run --config "$data/gaochuan-gateway.json"

cat <<TEXT

The demo is live: http://127.0.0.1:$port/

  Log-ins (for this demo alone; anybody can read them in demo/county.json)
    li.na      gaochuan-demo-1   接种人员 staff, Gaochuan health centre
    chen.jing  inspector-demo-1  督导员 inspector of the county
    sun.wei    auditor-demo-1    审计 auditor
    admin      admin-demo-2026   管理员 administrator

  What to look at
    the overview: every unit, worst first; Gaochuan's fridge 2 has no power and is above 8 °C
    http://127.0.0.1:$port/inbox
                  about a minute from now its alarm falls due under the real rule (CN-IMM, 10 minutes)
                  and arrives here, with the lots inside and a link that takes it in two taps
    the fridge's page and its month; the excursion with the lots that it touched; a lot and where it was

  Logs: $data/logs   End: Ctrl-C
TEXT

begun=$SECONDS
while [ "$seconds" -eq 0 ] || [ $((SECONDS - begun)) -lt "$seconds" ]; do
  for index in "${!pids[@]}"; do
    kill -0 "${pids[$index]}" 2>/dev/null || give_up "${names[$index]} ended by itself:" "${names[$index]}"
  done
  sleep 0.5
done
ended
