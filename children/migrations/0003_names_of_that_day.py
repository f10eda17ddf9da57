"""Assignments written before names were kept get the name and title their worker has now."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep_names(apps, schema_editor):
    assignments = apps.get_model("children", "KeyWorkerAssignment")._base_manager
    workers = apps.get_model("homes", "User")._base_manager.filter(pk=OuterRef("worker"))
    assignments.filter(worker_name="").update(
        worker_name=Subquery(workers.values("full_name")[:1]),
        worker_title=Subquery(workers.values("job_title")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0002_who_holds_the_child"),
        ("homes", "0003_words_staff_and_practice"),
    ]
    operations = [migrations.RunPython(keep_names, migrations.RunPython.noop)]
