from django.apps import AppConfig

from homes.words import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions_app"
    verbose_name = _("{Key-work sessions}")

    def ready(self) -> None:
        from children.moving_on.still_open import (  # models exist only once the apps are loaded
            ENDINGS,
            GATHERS,
        )
        from children.putting_right.hanging import HOLDERS  # these too
        from children.putting_right.lines import add_line  # and this
        from homes.database.sealing.verify import ALSO  # and this
        from homes.permissions import WAITING  # and this
        from sessions_app.first_days.lines import FIRST_DAYS  # and this
        from sessions_app.recording.moving_on import call_off_plans, open_sessions, written_in  # these too
        from sessions_app.review.waiting import oldest_to_review, to_review  # these too
        from sessions_app.signed import as_signed  # it too

        ALSO.append(as_signed.problems)
        GATHERS.append(open_sessions)
        ENDINGS.append(call_off_plans)
        HOLDERS.append(written_in)
        add_line(FIRST_DAYS)
        WAITING.update(to_review=to_review, oldest_to_review=oldest_to_review)
