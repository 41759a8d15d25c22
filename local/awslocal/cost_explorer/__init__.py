"""AWS Cost Explorer: questions about costs, cost categories, cost allocation tags, anomaly detection."""
