"""Written from the models by `manage.py write_initial_migrations`."""

import django.db.models.deletion
import homes.database.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('children', '0001_initial'),
        ('homes', '0001_initial'),
    ]

    operations = [
        homes.database.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='FlagResponse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('flag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='children.flag', verbose_name='flag')),
                        ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.home', verbose_name='home')),
                        ('kind', models.CharField(choices=[('seen', 'seen'), ('planned', 'planned')], max_length=10, verbose_name='what')),
                        ('action', models.CharField(blank=True, max_length=300, verbose_name='what will be done')),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who will do it')),
                        ('by_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                        ('given_by_name', models.CharField(max_length=150, verbose_name='name that day')),
                        ('given_at', models.DateTimeField(verbose_name='answered at')),
                    ],
                    options={
                        'verbose_name': 'answer to a flag',
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('action', ''), ('by_on__isnull', True), ('kind', 'seen'), ('owner__isnull', True)), models.Q(('by_on__isnull', False), ('kind', 'planned'), ('owner__isnull', False), models.Q(('action', ''), _negated=True)), _connector='OR'), name='flag_plan_has_what_who_when')],
                        'indexes': [],
                    },
                ),
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
                        'constraints': [],
                    },
                ),
            ],
        ),
    ]
