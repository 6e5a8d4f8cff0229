#!/bin/sh
# Installs parts of Tacet on this host, or takes them away; shows all it will do before it does any of it.
#   deploy/install.sh [--dry-run | --yes] [--uninstall [--purge]] [--init systemd|openrc|none] [--root DIR] PART...
# PART: scheduler, accountant, notifier, worker.
#   --dry-run    shows what would be done, and ends
#   --yes        does it without asking
#   --uninstall  stops them and takes away what was installed; settings, state and users stay
#   --purge      with --uninstall: settings and state, too
#   --root DIR   installs below DIR, for a package or an image: no users, no owners, nothing is started
#   --init       what starts services here, where it is not seen by itself
# Run from a source tree in which they were built (mvn -am -pl scheduler,accountant,notifier,worker -DskipTests package).
# Done again it changes what differs, and keeps settings and keys that are there; parts that run are stopped before and
# started after, in order. See docs/hosts.md.
set -eu

say() { printf 'install: %s\n' "$*" >&2; }
usage() {
  sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)
source=$(dirname -- "$here")
root=
init=
mode=ask
away=no
purge=no
parts=
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) mode=show ;;
    --yes) mode="do" ;;
    --uninstall) away=yes ;;
    --purge) purge=yes ;;
    --root) [ $# -gt 1 ] || usage; root=${2%/}; shift ;;
    --init) [ $# -gt 1 ] || usage; init=$2; shift ;;
    scheduler | accountant | notifier | worker) parts="$parts $1" ;;
    *) say "what is $1?"; usage ;;
  esac
  shift
done
[ -n "$parts" ] || { say 'which parts?'; usage; }
[ "$purge" = no ] || [ "$away" = yes ] || { say '--purge goes with --uninstall.'; exit 2; }
if [ -z "$init" ]; then
  if [ -d /run/systemd/system ]; then init=systemd; elif command -v rc-service >/dev/null 2>&1; then init=openrc; else init=none; fi
fi
case $init in systemd | openrc | none) ;; *) say "--init is systemd, openrc or none, not $init."; exit 2 ;; esac
real=no
[ -n "$root" ] || real=yes
if [ $real = yes ] && [ "$mode" != show ] && [ "$(id -u)" != 0 ]; then
  say 'only root can do this; --dry-run shows what it would be.'
  exit 1
fi

plan=$(mktemp)
trap 'rm -f "$plan" "$plan.new"' EXIT
step() { if ! grep -qxF -- "$*" "$plan"; then printf '%s\n' "$*" >>"$plan"; fi; }

# --- What is to be, one step a line: VERB MODE OWNER PATH [SOURCE] ---
mode_of() { stat -c %a "$1"; }
owned() { [ $real = no ] || [ "$(stat -c %U:%G "$1")" = "$2" ]; }
dir() { # MODE OWNER PATH
  if [ -d "$root$3" ] && [ "$(mode_of "$root$3")" = "$1" ] && owned "$root$3" "$2"; then return; fi
  step "dir $1 $2 $3"
}
file() { # MODE OWNER PATH SOURCE
  if [ -f "$root$3" ] && cmp -s "$4" "$root$3" && [ "$(mode_of "$root$3")" = "$1" ] && owned "$root$3" "$2"; then return; fi
  step "file $1 $2 $3 $4"
}
settings() { # MODE OWNER PATH SOURCE: only where there are none
  if [ ! -e "$root$3" ]; then step "settings $1 $2 $3 $4"; fi
}
tree() { # PATH SOURCE
  if [ -d "$root$1" ] && diff -rq -x quiet.jvmflags "$2" "$root$1" >/dev/null 2>&1; then return; fi
  step "tree 755 root:root $1 $2"
}
user() { # NAME
  if [ $real = yes ] && ! id -u "$1" >/dev/null 2>&1; then step "user - - $1"; fi
}
unit() { # NAME
  case $init in
    systemd) file 644 root:root "/etc/systemd/system/$1" "$here/systemd/$1" ;;
    openrc)
      case $1 in
        *.service) file 755 root:root "/etc/init.d/${1%.service}" "$here/openrc/${1%.service}" ;;
      esac
      ;;
  esac
}

put() {
  for part in $parts; do
    if [ ! -f "$source/$part/target/quarkus-app/quarkus-run.jar" ]; then
      say "$part has not been built: mvn -am -pl $part -DskipTests package"
      exit 1
    fi
  done
  dir 755 root:root /opt/tacet
  dir 755 root:root /opt/tacet/bin
  dir 755 root:root /opt/tacet/lib
  dir 755 root:root /etc/tacet
  file 755 root:root /opt/tacet/bin/tacet-system "$here/bin/tacet-system"
  tree /opt/tacet/docs "$source/docs"
  unit tacet.target
  for part in $parts; do
    tree "/opt/tacet/lib/$part" "$source/$part/target/quarkus-app"
    if [ "$part" = worker ]; then
      user tacet-job
      flags=/opt/tacet/lib/worker/quiet.jvmflags
      # A new tree comes without it
      if grep -q '^tree .* /opt/tacet/lib/worker ' "$plan"; then
        step "file 644 root:root $flags $source/worker/src/main/dist/quiet.jvmflags"
      else
        file 644 root:root $flags "$source/worker/src/main/dist/quiet.jvmflags"
      fi
      file 755 root:root /opt/tacet/bin/tacet-worker "$here/bin/tacet-worker"
      settings 600 root:root /etc/tacet/worker.yaml "$here/worker.example.yaml"
    else
      user "tacet-$part"
      file 755 root:root /opt/tacet/bin/tacet-service "$here/bin/tacet-service"
      settings 600 root:root /etc/tacet/common.env "$here/host/common.env"
      settings 600 root:root "/etc/tacet/$part.env" "$here/host/$part.env"
      if [ "$part" = scheduler ]; then unit tacet-schemas.service; fi
    fi
    unit "tacet-$part.service"
  done
  if [ $real = yes ] && [ -s "$plan" ]; then
    step "enable - - $init"
    again
  fi
}

# Parts that run are stopped while what they run is replaced: a JVM opens its jars when it needs them.
running() { # PART
  case $init in
    systemd) systemctl is-active --quiet "tacet-$1.service" ;;
    openrc) [ -f "/etc/init.d/tacet-$1" ] && rc-service --quiet "tacet-$1" status >/dev/null 2>&1 ;;
    none) return 1 ;;
  esac
}
differs() { # PART
  if [ "$1" = worker ]; then program=tacet-worker; else program=tacet-service; fi
  grep -q -e " /opt/tacet/lib/$1[ /]" -e "/tacet-$1[. ]" -e "/$program " "$plan"
}
again() {
  for part in scheduler accountant notifier worker; do
    case " $parts " in *" $part "*) ;; *) continue ;; esac
    if differs "$part" && running "$part"; then
      step "start - - $part"
      { echo "stop - - $part"; cat "$plan"; } >"$plan.new"
      mv -- "$plan.new" "$plan"
    fi
  done
}

gone() { if [ -e "$root$1" ]; then step "remove - - $1"; fi; }
left() { # whether another part than those named is installed
  for other in scheduler accountant notifier worker; do
    case " $parts " in *" $other "*) continue ;; esac
    if [ -d "$root/opt/tacet/lib/$other" ]; then return 0; fi
  done
  return 1
}
take() {
  if [ $real = yes ]; then step "disable - - $init"; fi
  for part in $parts; do
    gone "/etc/systemd/system/tacet-$part.service"
    gone "/etc/init.d/tacet-$part"
    gone "/opt/tacet/lib/$part"
    if [ "$part" = scheduler ]; then
      gone /etc/systemd/system/tacet-schemas.service
      gone /etc/init.d/tacet-schemas
    fi
    if [ "$part" = worker ]; then
      gone /opt/tacet/bin/tacet-worker
    fi
    if [ $purge = yes ]; then
      gone "/etc/tacet/$part.env"
      if [ "$part" = worker ]; then
        gone /etc/tacet/worker.yaml
        gone /var/lib/tacet-worker
      fi
    fi
  done
  if ! left; then
    gone /etc/systemd/system/tacet.target
    gone /opt/tacet
    if [ $purge = yes ]; then gone /etc/tacet; fi
  fi
}

# --- Show ---
show() {
  while read -r verb rights who path from; do
    case $verb in
      user) printf '  user      %s, who can not log in\n' "$path" ;;
      enable) printf '  enable    %s at start of the host (%s)\n' "$(names)" "$path" ;;
      disable) printf '  stop      %s, and not at start of the host any more (%s)\n' "$(names)" "$path" ;;
      stop)
        if [ "$path" = worker ]; then
          printf '  stop      tacet-worker, when the job in hand has ended: ten minutes at most\n'
        else
          printf '  stop      tacet-%s\n' "$path"
        fi
        ;;
      start) printf '  start     tacet-%s\n' "$path" ;;
      remove) printf '  remove    %s\n' "$root$path" ;;
      settings) printf '  settings  %s %s %s, to be filled in, from %s\n' "$rights" "$who" "$root$path" "$from" ;;
      dir) printf '  directory %s %s %s\n' "$rights" "$who" "$root$path" ;;
      *) printf '  %-9s %s %s %s from %s\n' "$verb" "$rights" "$who" "$root$path" "$from" ;;
    esac
  done <"$plan"
}
names() { for part in $parts; do printf 'tacet-%s ' "$part"; done | sed 's/ $//'; }

# --- Do ---
own() { if [ $real = yes ]; then chown "$1" "$2"; fi; }
# A new file beside, then renamed: who reads it meanwhile reads the old one.
place() { # MODE OWNER PATH SOURCE
  cp -- "$4" "$root$3.new" && chmod "$1" "$root$3.new" && own "$2" "$root$3.new" && mv -- "$root$3.new" "$root$3"
}
act() {
  while read -r verb rights who path from <&3; do
    case $verb in
      dir) mkdir -p -- "$root$path" && chmod "$rights" "$root$path" && own "$who" "$root$path" ;;
      file | settings) mkdir -p -- "$(dirname -- "$root$path")" && place "$rights" "$who" "$path" "$from" ;;
      tree)
        rm -rf -- "$root$path.new"
        cp -R -- "$from" "$root$path.new"
        chmod -R u=rwX,go=rX "$root$path.new"
        if [ $real = yes ]; then chown -R root:root "$root$path.new"; fi
        rm -rf -- "$root$path"
        mv -- "$root$path.new" "$root$path"
        ;;
      user) useradd --system --user-group --no-create-home --shell /usr/sbin/nologin -- "$path" ;;
      remove) rm -rf -- "$root$path" ;;
      enable) switch on ;;
      disable) switch off ;;
      stop | start)
        turn "$verb" "$path" || {
          say "tacet-$path: $verb failed; files may be replaced and parts stopped."
          say 'When it is mended: the same command again, then start what was stopped'
          say '(tacet-system start starts all).'
          exit 1
        }
        ;;
    esac
  done 3<"$plan"
  if [ $real = yes ] && [ "$init" = systemd ]; then systemctl daemon-reload; fi
}
# The schemas of a new version are registered before its services start.
turn() { # stop|start PART
  if [ "$1-$2" = start-scheduler ]; then
    case $init in
      systemd) systemctl restart tacet-schemas.service || return 1 ;;
      openrc) rc-service tacet-schemas restart || return 1 ;;
    esac
  fi
  case $init in
    systemd) systemctl "$1" "tacet-$2.service" ;;
    openrc) rc-service "tacet-$2" "$1" ;;
  esac
}
switch() {
  case $init in
    systemd)
      systemctl daemon-reload
      if [ "$1" = on ]; then systemctl enable tacet.target; fi
      if [ "$1" = off ] && ! left; then systemctl disable tacet.target || say 'tacet.target was not there'; fi
      ;;
  esac
  for part in $parts; do
    case $init-$1 in
      systemd-on)
        if [ "$part" = scheduler ]; then systemctl enable tacet-schemas.service; fi
        systemctl enable "tacet-$part.service"
        ;;
      systemd-off)
        systemctl disable --now "tacet-$part.service" || say "tacet-$part was not there"
        if [ "$part" = scheduler ]; then
          systemctl disable --now tacet-schemas.service || say 'tacet-schemas was not there'
        fi
        ;;
      openrc-on)
        if [ "$part" = scheduler ]; then rc-update add tacet-schemas default; fi
        rc-update add "tacet-$part" default
        ;;
      openrc-off)
        rc-service --ifexists --ifstarted "tacet-$part" stop
        rc-update del "tacet-$part" default || say "tacet-$part was in no runlevel"
        if [ "$part" = scheduler ]; then
          rc-service --ifexists --ifstarted tacet-schemas stop
          rc-update del tacet-schemas default || say 'tacet-schemas was in no runlevel'
        fi
        ;;
    esac
  done
}

if [ $away = yes ]; then take; else put; fi
if [ ! -s "$plan" ]; then
  echo 'Nothing to do: all is there as it should be.'
  exit 0
fi
echo 'This will be done:'
show
if grep -q '^enable ' "$plan" && ! grep -q '^start ' "$plan"; then
  echo 'Nothing will be started.'
fi
if [ "$mode" = show ]; then
  echo 'Nothing was done.'
  exit 0
fi
if [ "$mode" = ask ]; then
  if [ ! -t 0 ]; then
    say 'nobody to ask: say --yes to do it. Nothing was done.'
    exit 2
  fi
  printf 'Do it? [y/N] '
  read -r answer
  case $answer in y | Y | yes) ;; *) echo 'Nothing was done.'; exit 1 ;; esac
fi
act
echo 'Done.'
if [ $away = no ] && ! grep -q '^start ' "$plan"; then
  echo 'Next: fill in the settings in /etc/tacet, then tacet-system start. See docs/hosts.md.'
fi
