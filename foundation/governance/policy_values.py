"""A policy's value as people write and read it.

Lists are written one entry a line, tables as ``code = value`` lines, whatever is more involved
as JSON. What is read has the shape of the declared value, so that the code that uses it holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.articles import Refusal
from foundation.people import roles
from foundation.policies.declarations import Policy

RULE = "R0.policies"
RECIPIENTS = {"holder", "current", "supervisor", "head"}
ALERT_MARKS = {"at_once": bool, "digest": bool, "every": int}
LONGEST = 10_000


def refuse(message: str) -> Refusal:
    return Refusal(RULE, message, field="value")


def is_alerts(policy: Policy[Any]) -> bool:
    """Whether the value says who is reminded when (a list of ``{"day": …, "to": […]}``)."""
    initial = policy.initial
    return policy.type is list and all(isinstance(one, dict) and "day" in one for one in initial)


def is_lines(policy: Policy[Any]) -> bool:
    """Whether the value is written line by line: all entries texts, or all whole numbers."""
    initial = policy.initial
    entries = initial.values() if isinstance(initial, dict) else initial
    kinds = {type(entry) for entry in entries}
    return policy.type in (list, dict) and (kinds == {str} or kinds == {int})


def written(policy: Policy[Any], value: Any) -> str:
    """The value as the form shows it."""
    if policy.type is bool:
        return "yes" if value else "no"
    if not isinstance(value, list | dict):
        return str(value)
    if not is_lines(policy):
        return json.dumps(value, ensure_ascii=False, indent=2)
    if isinstance(value, dict):
        return "\n".join(f"{code} = {entry}" for code, entry in _in_order(policy, value))
    return "\n".join(str(entry) for entry in value)


def read(policy: Policy[Any], text: str) -> Any:
    """The typed value; ``Refusal`` (field ``value``) says what is wrong with the text."""
    text = text.strip()
    if not text and policy.choices is None:
        raise refuse(_("请填写取值。"))
    if len(text) > LONGEST:
        raise refuse(_("内容过长。"))
    if policy.type in (list, dict):
        value = _lines(policy, text) if is_lines(policy) else _structure(policy, text)
    else:
        value = READERS[policy.type](text)
    if policy.check is not None:
        policy.check(value)
    return value


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
        raise refuse(_("请填写整数。"))
    return int(text)


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise refuse(_("请填写数字，例如 0.05。")) from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise refuse(_("请填写数字，例如 0.05。"))
    return number


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise refuse(_("请选择“是”或“否”。"))
    return text == "yes"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse(_("请填写日期，例如 2026-01-05。")) from None


READERS: dict[type, Callable[[str], Any]] = {
    int: _whole,
    Decimal: _decimal,
    bool: _yes_no,
    date: _day,
    str: str,
}


def _lines(policy: Policy[Any], text: str) -> Any:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if policy.type is dict:
        return _table(policy.initial, lines)
    if policy.choices is not None:
        return _chosen(policy.choices(), lines)
    entry: Callable[[str], Any] = _whole if isinstance(policy.initial[0], int) else str
    return [entry(line) for line in lines]


def _chosen(choices: Mapping[str, str], lines: list[str]) -> list[str]:
    unknown = [line for line in lines if line not in choices]
    if unknown:
        raise refuse(_("没有这些代码：%(codes)s") % {"codes": "、".join(unknown)})
    return [code for code in choices if code in lines]


def _table(initial: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    numbers = isinstance(next(iter(initial.values())), int)
    table: dict[str, Any] = {}
    for line in lines:
        code, mark, entry = (part.strip() for part in line.partition("="))
        if not mark or not re.fullmatch(r"[a-z][a-z0-9_]*", code) or not entry:
            raise refuse(_("每行写“代码 = 取值”，代码用小写字母：%(line)s") % {"line": line})
        if code in table:
            raise refuse(_("代码重复：%(code)s") % {"code": code})
        table[code] = _whole(entry) if numbers else entry
    lacking = [code for code in initial if code not in table]
    if lacking:
        raise refuse(_("已有记录使用以下代码，不能去掉：%(codes)s") % {"codes": "、".join(lacking)})
    further = [code for code in table if code not in initial]
    if numbers and further:
        raise refuse(_("没有这些代码：%(codes)s") % {"codes": "、".join(further)})
    return table


def _structure(policy: Policy[Any], text: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise refuse(_("不是有效的 JSON：%(error)s") % {"error": error}) from None
    if type(value) is not policy.type:
        raise refuse(_("结构与原取值不同。"))
    if is_alerts(policy):
        for alert in value:
            _check_alert(alert)
    elif _shape(value) != _shape(policy.initial):
        raise refuse(_("结构与原取值不同。"))
    return value


def _shape(value: Any) -> Any:
    """Types all the way down; the entries of a list count as one kind each."""
    if isinstance(value, dict):
        return {key: _shape(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return {json.dumps(_shape(entry), sort_keys=True) for entry in value}
    return "number" if isinstance(value, int | float) else type(value).__name__


def _check_alert(alert: Any) -> None:
    if not isinstance(alert, dict) or type(alert.get("day")) is not int:
        raise refuse(_("每条提醒须写明第几天（day），为整数。"))
    to = alert.get("to")
    known = RECIPIENTS | set(roles.roles())
    if not isinstance(to, list) or not to or not all(one in known for one in to):
        raise refuse(
            _("每条提醒须写明提醒谁（to），可用：%(known)s")
            % {"known": ", ".join([*sorted(RECIPIENTS), *sorted(roles.roles())])}
        )
    for mark, entry in alert.items():
        if mark not in ("day", "to") and type(entry) is not ALERT_MARKS.get(mark):
            raise refuse(_("提醒中不认识或写错的项目：%(mark)s") % {"mark": mark})


def shown(policy: Policy[Any], value: Any) -> list[str]:
    """The value in words, a line each."""
    if is_alerts(policy):
        return [_alert_in_words(alert) for alert in value]
    if isinstance(value, dict):
        return [
            f"{policy.labels.get(code, code)}：{_entry(entry)}"
            for code, entry in _in_order(policy, value)
        ]
    if isinstance(value, list):
        choices = policy.choices() if policy.choices else {}
        return [choices.get(str(entry)) or _entry(entry) for entry in value] or [_("（无）")]
    if isinstance(value, bool):
        return [_("是") if value else _("否")]
    if isinstance(value, date):
        return [date_format(value, "DATE_FORMAT")]
    return [number_format(value) if isinstance(value, int | Decimal) else str(value)]


def _in_order(policy: Policy[Any], table: dict[str, Any]) -> list[tuple[str, Any]]:
    """As the regulation lists them (the database keeps no order), further ones behind."""
    codes = list(policy.initial)
    return sorted(table.items(), key=lambda one: codes.index(one[0]) if one[0] in codes else 999)


def _entry(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False) if isinstance(entry, list | dict) else str(entry)


def _alert_in_words(alert: dict[str, Any]) -> str:
    day = int(alert["day"])
    if day < 0:
        when = ngettext("到期前 %(days)d 天", "到期前 %(days)d 天", -day) % {"days": -day}
    elif day == 0:
        when = _("到期当天")
    else:
        when = ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", day) % {"days": day}
    names = {
        "holder": _("承办人"),
        "current": _("当前办理人"),
        "supervisor": _("直接上级"),
        "head": _("部门负责人"),
    }
    to = "、".join(names.get(one) or roles.label(one) for one in alert["to"])
    marks = []
    if alert.get("at_once"):
        marks.append(_("立即发送"))
    if alert.get("digest"):
        marks.append(_("汇总发送"))
    if alert.get("every"):
        marks.append(_("每 %(days)d 天重复") % {"days": alert["every"]})
    return f"{when} → {to}" + (f"（{'，'.join(marks)}）" if marks else "")
