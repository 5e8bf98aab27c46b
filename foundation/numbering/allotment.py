from django.db import connection, transaction


def allot(series: str, *, pattern: str, period: str = "", count: int = 1) -> list[str]:
    """The next ``count`` numbers of the series in this period, e.g. pattern
    ``TS-{period}-{number:04d}``.

    Gapless: the counter's row stays locked until the caller's transaction ends, and the number
    goes back with it if that fails. So call it last, after everything that may be refused.
    """
    assert transaction.get_connection().in_atomic_block, "numbers are allotted in a transaction"
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO numbering_counter AS c (series, period, last) VALUES (%s, %s, %s)
            ON CONFLICT (series, period) DO UPDATE SET last = c.last + excluded.last
            RETURNING last
            """,
            [series, period, count],
        )
        (last,) = cursor.fetchone()
    numbers = range(last - count + 1, last + 1)
    return [pattern.format(period=period, number=number) for number in numbers]
