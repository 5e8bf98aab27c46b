import signal
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.operations.stack import CannotStart, Stack


class Command(BaseCommand):
    help = "启动整个系统：数据库、消息、网站、后台任务；Ctrl-C 全部停止。"
    requires_system_checks: list[str] = []  # the children check, once there is a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--without-demo", action="store_true", help="不装入演示公司")
        parser.add_argument("--restore", type=Path, help="先把这个备份恢复到空的数据目录")

    def handle(self, *args: Any, **options: Any) -> None:
        stack = Stack(
            root=Path(settings.ROOT),
            var=Path(settings.VAR_DIR),
            host=options["host"],
            port=options["port"],
            say=self._say,
        )
        signal.signal(signal.SIGTERM, _interrupt)
        # A script that starts it in the background has made it deaf to Ctrl-C's signal.
        signal.signal(signal.SIGINT, _interrupt)
        try:
            self._explain_folder(stack)
            stack.prepare(restore=options["restore"])
            with_demo = not options["without_demo"] and options["restore"] is None
            logins = stack.load_demo() if with_demo else []
            stack.start_processes()
            self._welcome(stack, logins)
            while True:
                time.sleep(0.5)
                stack.watch()
        except CannotStart as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self._say("\n正在停止…")
        finally:
            # A second Ctrl-C must not leave half of it running.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            stack.stop()
        self._say(f"已全部停止，数据保留在 {stack.var}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _explain_folder(self, stack: Stack) -> None:
        self._say(f"数据目录：{stack.var}")
        if stack.root not in stack.var.parents:
            self._say(
                "（可用 VAR_DIR 指定；以 root 运行时数据库使用专用账号，进不了 root 的主目录）"
            )

    def _welcome(self, stack: Stack, logins: list[dict[str, str]]) -> None:
        self._say(self.style.SUCCESS(f"\n  制度通已启动：{stack.address}/"))
        if stack.environment.get("MAIL_SINK"):
            self._say(f"  系统发出的邮件：{stack.address}/mails/（系统管理员）")
        if logins:
            self._say(f"  演示账号（密码均为 {settings.DEMO_PASSWORD}）：")
            for login in logins:
                self._say(f"    {login['employee_number']:<8}{login['name']}　{login['role']}")
        self._say(f"  日志：{stack.var / 'logs'}\n  按 Ctrl-C 停止\n")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
