from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.operations.doctor import Grade, examine

MARKS = {Grade.GOOD: "✓", Grade.WARNING: "!", Grade.BAD: "✗"}


class Command(BaseCommand):
    help = "检查安装：数据库与权限、消息、定时任务、邮件、扫描、打印、节假日历、磁盘。"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        styles = {
            Grade.GOOD: self.style.SUCCESS,
            Grade.WARNING: self.style.WARNING,
            Grade.BAD: self.style.ERROR,
        }
        bad = 0
        for finding in examine():
            bad += finding.grade is Grade.BAD
            line = f"{MARKS[finding.grade]} {finding.subject}：{finding.text}"
            self.stdout.write(styles[finding.grade](line))
        if bad:
            raise CommandError(f"{bad} 处需要处理")
