"""Words of Django and allauth that we say in our own way in Arabic.

They stand here only to be gathered: our catalogue goes before theirs, and what their
code asks for is found in it. Nothing imports this module.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

# Months, as the press of both halves of the Arab world has them.
_("January")
_("February")
_("March")
_("April")
_("May")
_("June")
_("July")
_("August")
_("September")
_("October")
_("November")
_("December")

# Months beside a day.
pgettext_lazy("alt. month", "January")
pgettext_lazy("alt. month", "February")
pgettext_lazy("alt. month", "March")
pgettext_lazy("alt. month", "April")
pgettext_lazy("alt. month", "May")
pgettext_lazy("alt. month", "June")
pgettext_lazy("alt. month", "July")
pgettext_lazy("alt. month", "August")
pgettext_lazy("alt. month", "September")
pgettext_lazy("alt. month", "October")
pgettext_lazy("alt. month", "November")
pgettext_lazy("alt. month", "December")

# What is wrong with a field.
_("This field is required.")
_("This field cannot be blank.")
_("This field cannot be null.")
_("Enter a valid value.")
_("Enter a number.")
_("Enter a whole number.")
_("Enter a valid integer.")
_("Enter a valid date.")
_("Enter a valid time.")
_("Enter a valid date/time.")
_("Enter a valid email address.")
_("Enter a valid JSON.")
_("Enter a list of values.")
_("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.")
_("Select a valid choice. %(value)s is not one of the available choices.")
_("Select a valid choice. That choice is not one of the available choices.")
_("“%(pk)s” is not a valid value.")
_("Value %(value)r is not a valid choice.")
_("Ensure this value is less than or equal to %(limit_value)s.")
_("Ensure this value is greater than or equal to %(limit_value)s.")
ngettext_lazy(
    "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at least %(limit_value)d characters (it has "
    "%(show_value)d).",
)
ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
)
ngettext_lazy(
    "Ensure that there are no more than %(max)s digit in total.",
    "Ensure that there are no more than %(max)s digits in total.",
)
ngettext_lazy(
    "Ensure that there are no more than %(max)s decimal place.",
    "Ensure that there are no more than %(max)s decimal places.",
)
ngettext_lazy(
    "Ensure that there are no more than %(max)s digit before the decimal point.",
    "Ensure that there are no more than %(max)s digits before the decimal point.",
)
_("%(model_name)s with this %(field_label)s already exists.")
_("%(model_name)s with this %(field_labels)s already exists.")
_("Constraint “%(name)s” is violated.")
_("Null characters are not allowed.")
_("Please correct the duplicate data for %(field)s.")
_("Please correct the duplicate data for %(field)s, which must be unique.")
_("Please correct the duplicate values below.")
_(
    "ManagementForm data is missing or has been tampered with. Missing "
    "fields: %(field_names)s. You may need to file a bug report if the issue "
    "persists."
)

# Accounts.
_("Username")
_("Password")
_("Password confirmation")
_("Password (again)")
_("New password")
_("New password confirmation")
_("password")
_("algorithm")
_("iterations")
_("salt")
_("hash")
_("last login")
_("Enter the same password as before, for verification.")
_("The two password fields didn’t match.")
_("You must type the same password each time.")
_("A user with that username already exists.")
_(
    "Enter a valid username. This value may contain only letters, numbers, "
    "and @/./+/-/_ characters."
)
ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
ngettext_lazy(
    "Your password must contain at least %(min_length)d character.",
    "Your password must contain at least %(min_length)d characters.",
)
_("The password is too similar to the %(verbose_name)s.")
_("Your password can’t be too similar to your other personal information.")
_("This password is too common.")
_("Your password can’t be a commonly used password.")
_("No password set.")
_("Invalid password format or unknown hashing algorithm.")
_("Raw passwords are not stored, so there is no way to see the user’s password.")
_("Reset password")
_("Set password")
_("Change password: %s")
_("Set password: %s")
_("Enable password-based authentication for this user by setting a password.")
_("Password changed successfully.")
_("Enter a new password for the user <strong>%(username)s</strong>.")

# Pages of the admin.
_("Add")
_("Add %(name)s")
_("Add %s")
_("Add another %(verbose_name)s")
_("Change")
_("Change %s")
_("View")
_("View %s")
_("View on site")
_("Select %s")
_("Select %s to change")
_("Select %s to view")
_("Save")
_("Save as new")
_("Save and add another")
_("Save and continue editing")
_("Save and view")
_("Close")
_("Delete")
_("Delete?")
_("Remove")
_("Search")
_("Go")
_("Action:")
_("Run the selected action")
_("Filter")
_(" By %(filter_title)s ")
_("Clear all filters")
_("Show all")
_("History")
_("Change history: %s")
_(
    "This object doesn’t have a change history. It probably wasn’t added via "
    "this admin site."
)
ngettext_lazy("entry", "entries")
_("Models in the %(name)s application")
_("%(app)s administration")
_("Model name")
_("Add link")
_("Change or view list link")
_("Recent actions")
_("My actions")
_("None available")
_("Added:")
_("Changed:")
_("Deleted:")
_("None")
_("Hold down “Control”, or “Command” on a Mac, to select more than one.")
ngettext_lazy("Please correct the error below.", "Please correct the errors below.")
_("The {name} “{obj}” was added successfully.")
_("The {name} “{obj}” was added successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully.")
_("The {name} “{obj}” was changed successfully. You may edit it again below.")
_("The {name} “{obj}” was changed successfully. You may add another {name} below.")
_("You may edit it again below.")
_("The %(name)s “%(obj)s” was deleted successfully.")
_("Successfully deleted %(count)d %(items)s.")
_(
    "Items must be selected in order to perform actions on them. No items "
    "have been changed."
)
_("No action selected.")
ngettext_lazy("%(total_count)s selected", "All %(total_count)s selected")
_("0 of %(cnt)s selected")
_("Click here to select the objects across all pages")
_("Select all %(total_count)s %(module_name)s")
_("Clear selection")
_("Select this object for an action - {}")
_("Select all objects on this page for an action")
_("%(full_result_count)s total")
_("Delete selected %(verbose_name_plural)s")
_("Delete multiple objects")
_("Cannot delete %(name)s")
_(
    "Are you sure you want to delete the selected %(objects_name)s? All of "
    "the following objects and their related items will be deleted:"
)
_(
    "Deleting the selected %(objects_name)s would require deleting the "
    "following protected related objects:"
)
_("Yes, I’m sure")
_("No, take me back")
_("Objects")
_("Summary")
_("Added.")
_("No fields changed.")
_("Changed {fields}.")
_("Changed {fields} for {name} “{object}”.")
_("Added {name} “{object}”.")
_("Deleted {name} “{object}”.")
_("You don’t have permission to view or edit anything.")
