"""AWS Organizations, with AWS's rules. moto's own implementation is not used, see ../moto_bridge.py."""
