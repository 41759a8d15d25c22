"""AWS Billing and Cost Management Data Exports. No file is ever delivered here."""
