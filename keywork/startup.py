"""What a production start refuses, each with a sentence that says what to set."""

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
FEWEST_DIFFERENT_CHARACTERS = 10


def refuse_unsafe_start(
    *,
    mode: str,
    debug: bool,
    secret_key: str,
    ledger_key: str,
    demo_secret_key: str,
    allowed_hosts: list[str],
    eager_celery: bool,
    second_factor_for: list[str],
    need_second_factor: list[str],
) -> None:
    """Raise ImproperlyConfigured, naming every unsafe setting at once."""
    problems = []
    if mode != "production":
        problems.append(f"KEYWORK_MODE is {mode!r}. Set KEYWORK_MODE=production or KEYWORK_MODE=demo.")
    if debug:
        problems.append("DEBUG is on, so an error page would show children's records. Set DEBUG=false.")
    if secret_key == demo_secret_key or secret_key.startswith("django-insecure"):
        problems.append("SECRET_KEY is the demo key. Set SECRET_KEY to 50 or more random characters.")
    elif len(secret_key) < SHORTEST_KEY or len(set(secret_key)) < FEWEST_DIFFERENT_CHARACTERS:
        problems.append("SECRET_KEY is weak. Set SECRET_KEY to 50 or more random characters.")
    if ledger_key in (secret_key, demo_secret_key) or len(ledger_key) < SHORTEST_KEY:
        problems.append(
            "LEDGER_KEY is the demo key, SECRET_KEY over again, or short. "
            "Set LEDGER_KEY to 50 or more random characters, and keep a copy away from the database."
        )
    if not allowed_hosts or any("*" in host for host in allowed_hosts):
        problems.append("ALLOWED_HOSTS allows any host. Set ALLOWED_HOSTS to the names people type.")
    if eager_celery:
        problems.append(
            "CELERY_TASK_ALWAYS_EAGER is on, so no scheduled sweep would ever run. "
            "Set CELERY_TASK_ALWAYS_EAGER=false and start a worker and beat."
        )
    without = [role for role in need_second_factor if role not in second_factor_for]
    if without:
        problems.append(
            f"SECOND_FACTOR_FOR leaves out {', '.join(without)}, so a password alone would open children's records. "
            "Leave SECOND_FACTOR_FOR unset, or name these as well."
        )
    if problems:
        raise ImproperlyConfigured("Keywork refuses to start:\n  - " + "\n  - ".join(problems))
