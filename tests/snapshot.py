"""Put the rows of an application back as they were, faster than by loading them."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


def take(label):
    """Return all rows of an application, by model."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            cursor.execute(f"SELECT {_columns(model)} FROM {_table(model)}")  # noqa: S608 - our tables
            rows[model] = cursor.fetchall()
    return rows


@transaction.atomic
def restore(rows):
    """Write the rows into empty tables; references are checked at the end."""
    with connection.cursor() as cursor:
        for model, values in rows.items():
            places = ", ".join("%s" for _field in model._meta.local_concrete_fields)
            cursor.executemany(
                f"INSERT INTO {_table(model)} ({_columns(model)}) VALUES ({places})",  # noqa: S608 - as above
                values,
            )
        # Rows that brought their keys along leave the counters of PostgreSQL behind.
        for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
            cursor.execute(statement)


def _table(model):
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model):
    return ", ".join(
        connection.ops.quote_name(field.column)
        for field in model._meta.local_concrete_fields
    )
