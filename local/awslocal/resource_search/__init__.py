"""What the accounts hold: AWS Resource Explorer, and the SQL of AWS Config's aggregators."""
