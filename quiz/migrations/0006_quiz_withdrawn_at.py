from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quiz', '0005_words_for_rules_and_verdicts'),
    ]

    operations = [
        migrations.AddField(
            model_name='quiz',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='quiz',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('is_published', False), _connector='OR'), name='quiz_withdrawn_is_not_published'),
        ),
    ]
