#!/bin/sh
# Makes a certificate authority, and for each part of the compose file a directory with its certificate and key, and for those
# who sign events the key they sign with:
#   certificates.sh DIRECTORY [USER-NUMBER OF OUR SERVICES, OF KAFKA, OF POSTGRES]
# What is there already stays; to make all of them anew empty the directory. Needs openssl. For one machine: the authority's key
# lies beside what it has signed.
set -eu

to=$1
service=${2:-}
kafka=${3:-}
postgres=${4:-}
days=825
mkdir -p "$to"
umask 077

if [ ! -f "$to/ca.crt" ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$days" -subj '/CN=Tacet compose' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$to/ca.key" -out "$to/ca.new" 2>/dev/null
  mv "$to/ca.new" "$to/ca.crt"
fi
chmod 755 "$to"
chmod 644 "$to/ca.crt"

# NAME (its common name is its principal in Kafka), NUMBER of the user who may read the key, HOST names
make() {
  dir=$to/$1
  if [ ! -f "$dir/tls.crt" ]; then
    mkdir -p "$dir"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" \
      -keyout "$dir/tls.key" -out "$dir/request" 2>/dev/null
    {
      echo 'basicConstraints=critical,CA:FALSE'
      echo 'extendedKeyUsage=serverAuth,clientAuth'
      echo "subjectAltName=$(printf 'DNS:%s' "$1"; shift 2; printf ',DNS:%s' "$@")"
    } >"$dir/extensions"
    openssl x509 -req -in "$dir/request" -CA "$to/ca.crt" -CAkey "$to/ca.key" -days "$days" \
      -set_serial "0x$(openssl rand -hex 8)" -extfile "$dir/extensions" -out "$dir/tls.new" 2>/dev/null
    rm -f "$dir/request" "$dir/extensions"
    # Kafka wants both in one file
    cat "$dir/tls.key" "$dir/tls.new" >"$dir/both.pem"
    mv "$dir/tls.new" "$dir/tls.crt"
  fi
  cp "$to/ca.crt" "$dir/ca.crt"
  chmod 755 "$dir"
  chmod 644 "$dir/tls.crt" "$dir/ca.crt"
  if [ -n "$2" ]; then
    chown "$2" "$dir/tls.key" "$dir/both.pem"
  fi
}

make kafka "$kafka" localhost
make postgres "$postgres" localhost
make registry "$service" localhost
for name in admin tacet-scheduler tacet-accountant tacet-notifier tacet-worker-compose tacet-worker-compose-2 \
  tacet-worker-compose-3 tacet-worker-compose-4; do
  make "$name" "$service" localhost
done

# What events are signed with (docs/security.md): signing.key, and its public half for those who check
signing() {
  dir=$to/$1
  if [ ! -f "$dir/signing.key" ]; then
    openssl genpkey -algorithm ed25519 -out "$dir/signing.new"
    if [ -n "$service" ]; then
      chown "$service" "$dir/signing.new"
    fi
    mv "$dir/signing.new" "$dir/signing.key"
  fi
  openssl pkey -in "$dir/signing.key" -pubout -out "$dir/signing.pub"
  chmod 644 "$dir/signing.pub"
}

for name in tacet-scheduler tacet-accountant tacet-worker-compose tacet-worker-compose-2 tacet-worker-compose-3 \
  tacet-worker-compose-4; do
  signing "$name"
done
# The scheduler vouches for the accountant; machines are registered with theirs
cp "$to/tacet-accountant/signing.pub" "$to/tacet-scheduler/accountant.pub"
chmod 644 "$to/tacet-scheduler/accountant.pub"
