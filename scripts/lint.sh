#!/bin/sh
# Everything that is checked without running the product; goes on to the end, fails if any failed.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
failed=''

check() {
    name=$1
    shift
    printf '==> %s\n' "$name"
    "$@" || failed="$failed [$name]"
}

# An installation like a company's, with addresses that nothing connects to.
production() {
    env READ_DOT_ENV=0 DJANGO_SETTINGS_MODULE=config.settings.production \
        SECRET_KEY="$(head -c 48 /dev/urandom | base64)" ALLOWED_HOSTS=oa.example.com \
        HEALTH_KEYS="$(head -c 32 /dev/urandom | base64 | tr '+/' '-_')" \
        SITE_URL=https://oa.example.com EMAIL_URL=smtp://mail.example.com \
        DATABASE_URL=postgresql://app@db.example.com/oa REDIS_URL=redis://broker.example.com/0 \
        python manage.py check --deploy --fail-level WARNING
}

templates() {
    # shellcheck disable=SC2046  # names without spaces
    djhtml --check --tabwidth 2 $(find templates -name '*.html')
}

check 'ruff' ruff check --quiet .
check 'ruff format' ruff format --check --quiet .
check 'mypy' mypy foundation config archives complaints grading health_forms key_accounts power_projects service_incentives visits
check 'import-linter' lint-imports
check 'djhtml' templates
check 'shell' sh -n scripts/setup.sh
check 'check --deploy' production
check 'migrations' env READ_DOT_ENV=0 LOG_LEVEL=ERROR python -W ignore manage.py makemigrations --check --dry-run

if [ -n "$failed" ]; then
    printf '\n!!! failed:%s\n' "$failed"
    exit 1
fi
