from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.operations import backup, backup_runs


class Command(BaseCommand):
    help = "备份数据库和全部附件，附校验和；--verify 检查已有的备份。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=Path(settings.BACKUP_DIR))
        parser.add_argument("--verify", type=Path, help="只校验这个备份目录")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["verify"]:
                manifest = backup.verify(options["verify"])
                self.stdout.write(f"完整：{len(manifest['sums'])} 个文件，{manifest['made_at']}")
                return
            run = backup_runs.run(options["to"])
        except (backup.BackupFailed, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已备份到 {run.folder}")
