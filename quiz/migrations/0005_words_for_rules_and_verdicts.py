from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quiz', '0004_known_values'),
    ]

    operations = [
        migrations.AlterField(
            model_name='outcome',
            name='state',
            field=models.CharField(choices=[('right', 'Correct'), ('partly', 'Partly correct'), ('wrong', 'Not correct'), ('blank', 'Not answered'), ('pending', 'Waiting for a teacher')], max_length=10, verbose_name='verdict'),
        ),
        migrations.AlterField(
            model_name='question',
            name='rule',
            field=models.CharField(blank=True, choices=[('each', 'Each part counts by itself'), ('every', 'All parts must be right'), ('chain', 'A part counts only after the one before it'), ('plus_minus', 'Right picks less wrong picks'), ('exact', 'Exactly the right picks'), ('per_option', 'Each option rightly picked or left'), ('pairwise', 'Each pair in the right order'), ('by_hand', 'A person marks by the rubric')], help_text='Empty: the first rule of the kind.', max_length=20, verbose_name='rule of scoring'),
        ),
    ]
