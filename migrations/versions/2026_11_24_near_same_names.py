"""Near-same names: what is left of a folder's name without its legal form, and two ends of it to find it by.

Revision: 0003_names
Follows: 0002_acts_on_opportunities
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003_names"
down_revision: str | None = "0002_acts_on_opportunities"
branch_labels = None
depends_on = None

FORMS_ANYWHERE = (
    "sarl|sasu|eurl|eirl|selarl|selas|snc|scop|gmbh|ggmbh|mbh|kgaa|kg|ohg|gbr|haftungsbeschrankt|ltd|llc|llp|plc|inc"
    "|pty|srl|srls|sapa|slu|slp|sau|bv|nv|aps"
)
"""Legal forms that are nothing else in any name."""

FORMS_BEHIND = (
    "sa|sas|sc|sca|sci|rl|gie|ag|ug|se|eg|ek|ev|limited|co|company|corp|corporation|incorporated|lp|cie|cia|sl|spa|ab"
    "|as|oy|oyj|asa"
)
"""Legal forms that may also be a word or initials: only behind a name."""

FORMS_BEFORE = "sa|sas|sci|sc|scea|gaec|gie|ets|etablissements|the"
"""What stands before a name and does not tell it from another."""

NAME_ESSENCE = f"""
create function name_essence(key text) returns text
    language sql immutable strict parallel safe
    -- From inside out: what nobody sees goes; initials join (s.a.r.l., j. p.); "& c."; punctuation, without asking
    -- the database's locale what a letter is; forms anywhere; "and" between words; forms behind; forms before. Where
    -- nothing would be left, punctuation alone goes, and where that would leave nothing, nothing does.
    return (
        select coalesce(
            nullif(regexp_replace(regexp_replace(btrim(regexp_replace(regexp_replace(
                named.words,
                '\\m({FORMS_ANYWHERE})\\M', ' ', 'g'),
                '\\s+((and|et|und|y|e)\\s+)?', ' ', 'g')),
                '( ({FORMS_BEHIND}))+$', ''),
                '^(({FORMS_BEFORE}) )+', ''),
            ''), nullif(named.words, ''), key)
        from (
            select btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                key,
                '[\\u00AD\\u061C\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF]',
                '', 'g'),
                '\\m([a-z])\\.\\s*(?=[a-z](\\.|\\M))', '\\1', 'g'),
                '&\\s*c\\M', ' ', 'g'),
                '[\\s\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00BF\\u2010-\\u205E\\u3001-\\u303F]+',
                ' ', 'g')) as words
        ) as named
    )
"""

NAME_HEAD = """
create function name_head(essence text) returns text
    language sql immutable strict parallel safe
    -- In whatever order the words stand.
    return (
        select left(string_agg(word, '' order by word collate "C"), 3)
        from unnest(string_to_array(essence, ' ')) as word
    )
"""

NAME_TAIL = """
create function name_tail(essence text) returns text
    language sql immutable strict parallel safe
    -- The last letters, of the words in the order of their last letters: one slip seldom spoils both head and tail.
    return (
        select right(string_agg(word, '' order by reverse(word) collate "C"), 3)
        from unnest(string_to_array(essence, ' ')) as word
    )
"""

COLUMNS = {
    "name_essence": "name_essence(search_key(name))",
    "name_head": "name_head(name_essence(search_key(name)))",
    "name_tail": "name_tail(name_essence(search_key(name)))",
}


def upgrade() -> None:
    for function in (NAME_ESSENCE, NAME_HEAD, NAME_TAIL):
        op.execute(sa.text(function.replace(":", r"\:")))
    for column, kept in COLUMNS.items():
        computed = sa.Computed(kept, persisted=True)
        op.add_column("folder", sa.Column(column, sa.String(collation="C"), computed, nullable=False))
    op.create_index("ix_folder_by_head", "folder", ["workspace_id", "name_head"])
    op.create_index("ix_folder_by_tail", "folder", ["workspace_id", "name_tail"])


def downgrade() -> None:
    op.drop_index("ix_folder_by_tail", table_name="folder")
    op.drop_index("ix_folder_by_head", table_name="folder")
    for column in COLUMNS:
        op.drop_column("folder", column)
    for function in COLUMNS:
        op.execute(f"drop function {function}(text)")
