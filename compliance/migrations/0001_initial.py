"""Written from the models by `manage.py write_initial_migrations`."""

import homes.database.migrating
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        homes.database.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='ComplianceRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('as_of', models.DateField(verbose_name='for the day')),
                        ('started_at', models.DateTimeField(verbose_name='started at')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                        ('raised', models.PositiveIntegerField(default=0)),
                        ('moved', models.PositiveIntegerField(default=0)),
                        ('closed_met', models.PositiveIntegerField(default=0)),
                        ('closed_no_longer_applies', models.PositiveIntegerField(default=0)),
                        ('open_flags', models.PositiveIntegerField(default=0)),
                        ('rules_failed', models.JSONField(default=list)),
                    ],
                    options={
                        'verbose_name': 'sweep',
                        'indexes': [models.Index(fields=['-finished_at'], name='run_latest')],
                    },
                ),
            ],
        ),
    ]
