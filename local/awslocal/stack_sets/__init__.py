"""CloudFormation StackSets: our own implementation of their operations. The stacks are moto's, so their resources are real."""
