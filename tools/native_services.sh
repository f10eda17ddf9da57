#!/usr/bin/env bash
# Run the services of docker-compose.yml without Docker, in production mode, against a real PostgreSQL and Redis,
# and look at them from outside. The commands are read from docker-compose.yml, so they are the ones shipped.
#
#   DATABASE_URL=postgres://…/own_database REDIS_URL=redis://…/8 tools/native_services.sh
#
# The database must be empty or one of an earlier run of this script. Everything started here is stopped by its pid.
set -euo pipefail
cd "$(dirname "$0")/.."

PORT=${PORT:-8110}
: "${DATABASE_URL:?set DATABASE_URL to a PostgreSQL database of its own}"
: "${REDIS_URL:?set REDIS_URL to a Redis database of its own}"
work=$(mktemp -d)
pids=()

stop_all() {
  for pid in "${pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  pids=()
}
fail() {
  echo "native services: $1" >&2
  tail -n 40 "$work"/*.log >&2 || true
  exit 1
}
trap 'stop_all; rm -rf "$work" staticfiles' EXIT

export KEYWORK_MODE=production DEBUG=false DATABASE_URL REDIS_URL PORT
export REDIS_KEY_PREFIX="native-$$:" ALLOWED_HOSTS=keywork.example.org DATA_DIR="$work/data"
export CSRF_TRUSTED_ORIGINS=https://keywork.example.org GUNICORN_CMD_ARGS="--bind 127.0.0.1:$PORT"
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
LEDGER_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
export SECRET_KEY LEDGER_KEY PATH="$PWD/.venv/bin:$PATH"

# command_of SERVICE: the shell words of its command
command_of() {
  python - "$1" <<'PY'
import json, pathlib, re, shlex, sys
text = pathlib.Path("docker-compose.yml").read_text()
block = re.search(rf"^  {sys.argv[1]}:\n((?:    .*\n|\n)+)", text, re.M)
print(shlex.join(json.loads(re.search(r"^    command: (\[.*\])$", block[1], re.M)[1])))
PY
}
# start SERVICE: in the background, in a process group of its own
start() {
  local words
  eval "words=($(command_of "$1"))"
  echo "native services: $1: ${words[*]}"
  setsid "${words[@]}" >"$work/$1.log" 2>&1 &
  pids+=($!)
}
page() { curl --silent --max-time 10 -H "Host: keywork.example.org" "$@"; }
status() { page --output /dev/null --write-out '%{http_code}' "$@" || true; }
eventually() { # eventually SECONDS WHAT COMMAND...
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || fail "$what"
    sleep 0.5
  done
}
answers() { [ "$(status "http://127.0.0.1:$PORT$1")" = "$2" ]; }

python manage.py collectstatic --noinput --verbosity 0
[ -s staticfiles/staticfiles.json ] || fail "no static manifest was written"
python manage.py check --deploy --fail-level WARNING 2>&1 | grep -v "^$" || true
python manage.py check --deploy --fail-level WARNING >/dev/null 2>&1 || fail "check --deploy has warnings"

eval "words=($(command_of migrate))"
"${words[@]}" >"$work/migrate.log" 2>&1 || fail "migrate"
start web
eventually 30 "/healthz is not 200" answers /healthz 200
python tools/probe.py || fail "the container's own health check fails"
start worker
start beat

# A sweep through the queue, as beat sends it: enqueued here, executed by the worker, seen by /readyz.
python - <<'PY'
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "keywork.settings"
django.setup()
from django.conf import settings
from keywork.celery import app
app.send_task(settings.CELERY_BEAT_SCHEDULE["reconcile-estate"]["task"])
PY
swept() { grep -q "reconcile_estate.*succeeded" "$work/worker.log"; }
eventually 60 "the worker did not execute reconcile_estate" swept
eventually 10 "/readyz is not 200 after a sweep" answers /readyz 200
beating() { grep -qi "beat: starting" "$work/beat.log"; }
eventually 20 "beat did not start" beating
celery -A keywork inspect ping --timeout 3 >"$work/ping.log" 2>&1 || fail "the worker does not answer a ping"

[ "$(status "http://127.0.0.1:$PORT/accounts/login/")" = 301 ] || fail "plain HTTP is not redirected to HTTPS"
page -D "$work/head.txt" -o "$work/login.html" -H "X-Forwarded-Proto: https" "http://127.0.0.1:$PORT/accounts/login/"
head -1 "$work/head.txt" | grep -q " 200" || fail "the sign-in page is not 200"
for header in "strict-transport-security: max-age=31536000" "content-security-policy: " "x-frame-options: deny" \
  "x-content-type-options: nosniff" "referrer-policy: same-origin" "cross-origin-opener-policy: same-origin" \
  "cross-origin-resource-policy: same-origin" "cache-control: .*no-store"; do
  grep -qi "^$header" "$work/head.txt" || fail "the sign-in page lacks $header"
done
grep -i "^set-cookie: csrftoken" "$work/head.txt" | grep -qi "secure" || fail "the CSRF cookie is not Secure"
css=$(grep -oE '/static/css/tokens\.[0-9a-f]+\.css' "$work/login.html" | head -1)
[ -n "$css" ] || fail "the sign-in page does not link the hashed style sheet"
page -D "$work/css.txt" -o /dev/null -H "X-Forwarded-Proto: https" -H "Accept-Encoding: gzip" "http://127.0.0.1:$PORT$css"
grep -qi "content-encoding: gzip" "$work/css.txt" || fail "static files are not compressed"
grep -qi "immutable" "$work/css.txt" || fail "hashed static files are not cached for good"
wrong=$(curl --silent -o /dev/null -w '%{http_code}' -H "Host: evil.example" -H "X-Forwarded-Proto: https" "http://127.0.0.1:$PORT/accounts/login/")
[ "$wrong" = 400 ] || fail "a wrong host name is answered with $wrong"

running=("${pids[@]}")
stop_all
for pid in "${running[@]}"; do
  if kill -0 -- "-$pid" 2>/dev/null; then fail "a process of group $pid outlived its stop"; fi
done
grep -h "Traceback" "$work"/*.log && fail "a service wrote a traceback"
echo "native services: web, worker and beat ran in production mode and stopped cleanly"
