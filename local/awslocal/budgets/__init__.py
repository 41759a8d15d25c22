"""AWS Budgets: budgets, their notifications, subscribers and actions."""
