"""What is handed out as a file is on record too."""

from django.db import migrations, models

KINDS = [("page", "Page"), ("print", "Print"), ("json", "JSON"), ("admin", "Django admin"), ("export", "Export")]


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_trail_page"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accesslog",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.RemoveConstraint(model_name="accesslog", name="access_kind"),
        migrations.AddConstraint(
            model_name="accesslog",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["page", "print", "json", "admin", "export"])), name="access_kind"
            ),
        ),
    ]
