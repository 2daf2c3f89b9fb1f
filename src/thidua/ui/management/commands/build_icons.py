"""Writes ``static/ui/icons.svg`` anew from the vendored outline icons."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.ui.sprite import SPRITE, build_sprite


class Command(BaseCommand):
    help = "Build the icon sprite from the vendored outline icons."

    def handle(self, *args: Any, **options: Any) -> None:
        SPRITE.write_text(build_sprite(), encoding="utf-8")
        self.stdout.write(f"{SPRITE.name}: {SPRITE.stat().st_size} bytes")
