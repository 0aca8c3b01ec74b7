"""The quarterly summary as somebody would write it by hand for `sqlite3`, table by table.

A statement gives one row for each row of a table: its name (`T5.results.left`: table, section and
key) and a value for each column, which is called as in the summary.
"""
