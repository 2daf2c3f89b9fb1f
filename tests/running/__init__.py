"""What ``./thidua check`` and ``./thidua test`` do. Standard library only, except the embedded PostgreSQL."""
