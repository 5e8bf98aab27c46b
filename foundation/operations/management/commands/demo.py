import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foundation.operations import demonstration


class Command(BaseCommand):
    help = "装入演示公司及各制度三个月的数据；已装入的不再重复。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=int, default=1, help="规模倍数，默认 1")
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--logins", action="store_true", help="只列出演示账号（JSON）")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self.stdout.write(json.dumps(demonstration.logins(), ensure_ascii=False))
            return
        for label in demonstration.load_all(size=options["size"], seed=options["seed"]):
            self.stdout.write(f"{label}：演示数据已装入")
