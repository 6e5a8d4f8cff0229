# Runs one command and sees to it that the command does not outlive the process that asked for it.
# Arguments: the signal that asks the command to stop, the tenths of a second it is given to do so, the command.
# Input: the read end of a pipe whose only writer is the asking process; nothing is ever written to it.
# Output: the command's process id, one line. Errors: the command's log.
# Runs as leader of a session of its own.
stop=$1
grace=$2
shift 2
exec 3<&0 </dev/null

# Adds to $tree whatever descends from a process in $tree, and whatever is in this session.
climb() {
  more=yes
  while [ "$more" ]; do
    more=
    for stat in /proc/[0-9]*/stat; do
      { read -r line <"$stat"; } 2>/dev/null || continue
      pid=${line%% *}
      set -- ${line##*) }
      case "$tree" in *" $pid "*) continue ;; esac
      case "$tree" in
        *" $2 "*) ;;
        *) [ "$4" = "$$" ] || continue ;;
      esac
      tree="$tree$pid "
      more=yes
    done
  done
}

runs() {
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${line##*) }
  [ "$1" != Z ]
}

(
  exec >/dev/null
  read -r self rest </proc/self/stat
  read -r line <&3
  # The pipe is closed: the asking process is gone.
  child=
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    pid=${line%% *}
    set -- ${line##*) }
    [ "$2" = "$$" ] && [ "$pid" != "$self" ] && child=$pid
  done
  tree=" $$ "
  climb
  kill -KILL "$$" 2>/dev/null
  if [ "$child" ]; then
    kill -"$stop" "$child" 2>/dev/null
    kill -CONT "$child" 2>/dev/null
    waited=0
    while [ "$waited" -lt "$grace" ] && runs "$child"; do
      sleep 0.1
      waited=$((waited + 1))
    done
  fi
  climb
  for pid in $tree; do
    [ "$pid" = "$$" ] || [ "$pid" = "$self" ] || kill -KILL "$pid" 2>/dev/null
  done
) &
watcher=$!

# In the foreground: a background command would start with SIGINT ignored.
/bin/sh -c 'echo "$$"; exec "$@" >&2' child "$@" 3<&-
status=$?
kill -KILL "$watcher"
exit "$status"
