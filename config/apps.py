from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """The admin with our own site: words, languages and who may enter."""

    default_site = "config.admin.Site"
