#!/bin/sh
# Starts nginx on other ports, and has it quit while it answers requests, again and again.
# Prints what the clients got, and then what error.log has of us.
set -u
rounds=$1
sed 's/8000/8100/g; s/8001/8101/g; s,/tmp/,/tmp/quit/,g' /etc/nginx/nginx.conf >/tmp/quit.conf
mkdir -p /tmp/quit
for round in $(seq "$rounds"); do
  nginx -e /tmp/quit/error.log -c /tmp/quit.conf
  for client in 1 2 3 4; do
    curl -s -o "/tmp/quit/proxied.$client" -w '%{http_code} ' http://127.0.0.1:8100/
    curl -s -o "/tmp/quit/slow.$client" -w '%{http_code} ' http://127.0.0.1:8100/slow &
  done
  until [ "$(curl -s http://127.0.0.1:8100/begun)" = 4 ]; do :; done
  nginx -e /tmp/quit/error.log -c /tmp/quit.conf -s quit
  wait
  while [ -f /tmp/quit/nginx.pid ]; do sleep 0.02; done
done
echo
grep -E 'moontrace|\[(error|crit|alert|emerg)\]' /tmp/quit/error.log || true
