"""What a print needs of the system, and what to install where it is not there."""

from django.utils.translation import gettext as _

from foundation.papers.failures import Failure

DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class PrinterMissing(Failure):
    """WeasyPrint could not load a library of the system; ``library`` is what it said."""

    def __init__(self, library: str) -> None:
        packages = " ".join(DEBIAN_PACKAGES)
        message = _("服务器缺少打印所需的系统组件，请管理员安装：%s")
        super().__init__(message % f"apt-get install {packages}")
        self.library = library


def what_is_missing() -> str:
    """Empty when prints can be made; for the doctor."""
    try:
        import foundation.papers.rendering  # noqa: F401
    except PrinterMissing as missing:
        return missing.library
    return ""
