"""Questions as plain data: read, asked, scored and summed up without a database."""
