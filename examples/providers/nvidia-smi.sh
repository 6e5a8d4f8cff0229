#!/usr/bin/env bash
# Energy of NVIDIA GPUs for Tacet and the Green Metrics Tool, by nvidia-smi.
#
#   nvidia-smi.sh -i 100    writes 'epoch_µs µJ GPU-<index>' every 100 ms, until it is ended
#   nvidia-smi.sh -c        checks that every GPU tells its power, and ends
#
# nvidia-smi tells power, W; what is written is power × time since the line before. With most cards
# that power is a mean of the driver's own, of up to a second: shorter intervals do not tell more.
#
# In worker.yaml:
#   tacet.worker.providers.nvidia:
#     command: /opt/tacet/providers/nvidia-smi.sh
#     metric: gpu_energy_nvidia_smi_component
#     unit: µJ
#     interval: 100ms
set -u
export LC_ALL=C
smi=${NVIDIA_SMI:-nvidia-smi}
interval=1000

fail() {
  echo "$*" >&2
  exit 1
}

# Sets milliwatts from '35.12 W'.
read_power() {
  local watts=${1% W}
  [[ $watts =~ ^[0-9]+(\.[0-9]+)?$ ]] || return 1
  local fraction=000
  [[ $watts == *.* ]] && fraction=${watts#*.}000
  milliwatts=$((10#${watts%%.*} * 1000 + 10#${fraction:0:3}))
}

check() {
  local answer index power found=0
  answer=$("$smi" --query-gpu=index,power.draw --format=csv 2>&1) || fail "nvidia-smi: $answer"
  while IFS=, read -r index power; do
    [[ $index == index ]] && continue
    read_power "${power# }" || fail "GPU $index does not tell its power but '${power# }'"
    found=1
  done <<< "$answer"
  ((found)) || fail "nvidia-smi shows no GPU"
  exit 0
}

while getopts i:c option; do
  case $option in
    i) interval=$OPTARG ;;
    c) check ;;
    *) fail "usage: $0 -i <ms> | -c" ;;
  esac
done
[[ $interval =~ ^[1-9][0-9]*$ ]] || fail "the interval must be whole milliseconds, not '$interval'"
[[ -n ${EPOCHREALTIME:-} ]] || fail "bash 5 is needed"

declare -A before
"$smi" --query-gpu=index,power.draw --format=csv -lms "$interval" | while IFS=, read -r index power; do
  now=${EPOCHREALTIME/./}
  [[ $index == index ]] && continue
  read_power "${power# }" || fail "not a line with a GPU and its power: $index,$power"
  last=${before[$index]:-}
  before[$index]=$now
  # mW × µs are nJ
  [[ -n $last ]] && echo "$now $((milliwatts * (now - last) / 1000)) GPU-$index"
done
exit "${PIPESTATUS[1]}"
