"""States of long work."""

from django.db import models


class JobState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"


TONES = {JobState.WAITING: "waiting", JobState.RUNNING: "active", JobState.DONE: "done", JobState.FAILED: "late"}
